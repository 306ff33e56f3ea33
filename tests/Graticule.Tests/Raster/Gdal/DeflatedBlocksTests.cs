using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;
using Graticule.Tests.Raster.Cubes;

namespace Graticule.Tests.Raster.Gdal;

public sealed class DeflatedBlocksTests : IDisposable
{
    private const int Width = 83;
    private const int Height = 61;

    private readonly TestRaster _raster = new();

    public void Dispose() => _raster.Dispose();

    [SkippableTheory]
    [InlineData(PixelType.UInt8, "TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=32 PREDICTOR=2")]
    [InlineData(PixelType.UInt16, "TILED=YES BLOCKXSIZE=32 BLOCKYSIZE=16 PREDICTOR=2")]
    [InlineData(PixelType.Int16, "TILED=YES BLOCKXSIZE=32 BLOCKYSIZE=16 PREDICTOR=2")]
    [InlineData(PixelType.UInt32, "TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=16 PREDICTOR=2")]
    [InlineData(PixelType.Int32, "TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=16 PREDICTOR=2")]
    [InlineData(PixelType.Float32, "TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=16 PREDICTOR=1")]
    [InlineData(PixelType.Float64, "TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=16")]
    [InlineData(PixelType.UInt16, "BLOCKYSIZE=7 PREDICTOR=2")]
    [InlineData(PixelType.UInt8, "BLOCKYSIZE=61")]
    [InlineData(PixelType.UInt16, "TILED=YES BLOCKXSIZE=16 BLOCKYSIZE=16 PREDICTOR=2 BIGTIFF=YES")]
    public async Task Whole_blocks_hold_what_was_written(PixelType type, string options)
    {
        var (path, samples) = await WriteAsync(type, "COMPRESS=DEFLATE INTERLEAVE=BAND " + options);
        using var dataset = Open(path);
        using var blocks = DeflatedBlocks.TryOpen(dataset, path);

        Assert.NotNull(blocks);
        Native.GDALGetBlockSize(Native.GDALGetRasterBand(dataset, 1), out var across, out var down);
        Window[] windows =
        [
            new(0, 0, Width, Height), new(0, 0, Math.Min(across, Width), Math.Min(down, Height)),
            new((Width - 1) / across * across, (Height - 1) / down * down, ((Width - 1) % across) + 1, ((Height - 1) % down) + 1),
        ];
        foreach (var window in windows)
        {
            for (var band = 1; band <= samples.Length; band++)
            {
                var rowLength = window.Width + 3;
                var read = new byte[rowLength * window.Height * type.Size()];
                Assert.True(blocks.TryRead(band, window, type, read, rowLength));

                var wide = new double[rowLength * window.Height];
                Samples.Widen(type, read, wide);
                for (var row = 0; row < window.Height; row++)
                {
                    Assert.Equal(
                        samples[band - 1].AsSpan(((window.Row + row) * Width) + window.Column, window.Width).ToArray(),
                        wide.AsSpan(row * rowLength, window.Width).ToArray());
                }
            }
        }
    }

    [SkippableTheory]
    [InlineData(PixelType.Float32, "COMPRESS=DEFLATE PREDICTOR=3 TILED=YES INTERLEAVE=BAND")]
    [InlineData(PixelType.UInt16, "COMPRESS=LZW PREDICTOR=2 TILED=YES INTERLEAVE=BAND")]
    [InlineData(PixelType.UInt16, "COMPRESS=DEFLATE PREDICTOR=2 TILED=YES INTERLEAVE=PIXEL")]
    [InlineData(PixelType.UInt16, "COMPRESS=DEFLATE PREDICTOR=2 TILED=YES INTERLEAVE=BAND ENDIANNESS=BIG")]
    [InlineData(PixelType.UInt16, "TILED=YES INTERLEAVE=BAND")]
    public async Task Other_files_are_left_to_GDAL_and_read_all_the_same(PixelType type, string options)
    {
        var (path, samples) = await WriteAsync(type, options);
        using (var dataset = Open(path))
        {
            Assert.Null(DeflatedBlocks.TryOpen(dataset, path));
        }

        AssertRead(path, type, samples);
    }

    [SkippableFact]
    public async Task What_is_no_whole_block_or_is_of_another_type_is_left_to_GDAL()
    {
        var (path, _) = await WriteAsync(PixelType.UInt16, "COMPRESS=DEFLATE TILED=YES BLOCKXSIZE=32 BLOCKYSIZE=32 INTERLEAVE=BAND");
        using var dataset = Open(path);
        using var blocks = DeflatedBlocks.TryOpen(dataset, path)!;
        var room = new byte[Width * Height * sizeof(double)];

        Assert.False(blocks.TryRead(1, new(1, 0, 32, 32), PixelType.UInt16, room, 32));
        Assert.False(blocks.TryRead(1, new(0, 0, 32, 31), PixelType.UInt16, room, 32));
        Assert.False(blocks.TryRead(1, new(0, 0, 32, 32), PixelType.Float64, room, 32));
        Assert.True(blocks.TryRead(1, new(0, 32, 32, Height - 32), PixelType.UInt16, room, 32));
    }

    [SkippableFact]
    public async Task Samples_of_fewer_bits_and_blocks_that_were_never_written_are_read_by_GDAL()
    {
        var (narrow, samples) = await WriteAsync(PixelType.UInt8, "COMPRESS=DEFLATE TILED=YES INTERLEAVE=BAND NBITS=7");
        AssertRead(narrow, PixelType.UInt8, samples);

        GdalTool.Need("gdal_create");
        var empty = _raster.PathOf("empty.tif");
        await GdalTool.RunAsync(
            "gdal_create", "-outsize", $"{Width}", $"{Height}", "-bands", "2", "-ot", "UInt16", "-a_nodata", "7", "-co", "SPARSE_OK=TRUE", "-co", "COMPRESS=DEFLATE",
            "-co", "TILED=YES", "-co", "INTERLEAVE=BAND", empty);
        var sevens = Enumerable.Repeat(7.0, Width * Height).ToArray();
        AssertRead(empty, PixelType.UInt16, [sevens, sevens]);
    }

    [SkippableFact]
    public async Task A_damaged_block_is_told_as_GDAL_tells_it()
    {
        var (path, samples) = await WriteAsync(PixelType.UInt16, "COMPRESS=DEFLATE PREDICTOR=2 TILED=YES BLOCKXSIZE=32 BLOCKYSIZE=32 INTERLEAVE=BAND");
        long place;
        using (var dataset = Open(path))
        {
            var text = System.Runtime.InteropServices.Marshal.PtrToStringUTF8(Native.GDALGetBandMetadataItem(Native.GDALGetRasterBand(dataset, 1), "BLOCK_OFFSET_1_0", "TIFF"));
            place = long.Parse(text!, System.Globalization.CultureInfo.InvariantCulture);
        }

        using (var file = File.OpenHandle(path, access: FileAccess.Write))
        {
            await RandomAccess.WriteAsync(file, new byte[200], place + 30);
        }

        using var damaged = SampleFile.Open(path, variable: null, Width, Height);
        var room = new byte[Width * Height * 2];
        Assert.Contains("is damaged", Assert.Throws<RasterFileException>(() => damaged.Read(1, new(0, 0, Width, Height), PixelType.UInt16, room, Width)).Message, StringComparison.Ordinal);
        damaged.Read(1, new(0, 0, 32, 32), PixelType.UInt16, room, 32); // the others are whole
        damaged.Read(2, new(0, 0, Width, Height), PixelType.UInt16, room, Width);
        var wide = new double[Width * Height];
        Samples.Widen(PixelType.UInt16, room, wide);
        Assert.Equal(samples[1], wide);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Sums_of_differences_are_those_of_adding_one_by_one(int size)
    {
        var random = new Random(size);
        for (var length = 0; length < 70; length++)
        {
            var differences = new byte[length * size];
            random.NextBytes(differences);
            var samples = new byte[(length * size) + 1];

            Differences.Undo(size, differences, samples);

            UInt128 sum = 0;
            for (var i = 0; i < length; i++)
            {
                sum += Number(differences, i);
                Assert.Equal((ulong)(sum & Mask()), Number(samples, i));
            }

            Assert.Equal(0, samples[^1]);
        }

        ulong Number(byte[] bytes, int index) => Enumerable.Range(0, size).Aggregate(0UL, (number, k) => number | ((ulong)bytes[(index * size) + k] << (8 * k)));

        UInt128 Mask() => size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;
    }

    private static DatasetHandle Open(string path)
    {
        GdalLibrary.EnsureReady();
        using var drivers = new StringListHandle(["GTiff"]);
        return Native.GDALOpenEx(path, Native.OpenRaster, drivers, 0, 0);
    }

    private static void AssertRead(string path, PixelType type, double[][] samples)
    {
        using var file = SampleFile.Open(path, variable: null, Width, Height);
        for (var band = 1; band <= samples.Length; band++)
        {
            var read = new byte[Width * Height * type.Size()];
            file.Read(band, new(0, 0, Width, Height), type, read, Width);
            var wide = new double[Width * Height];
            Samples.Widen(type, read, wide);
            Assert.Equal(samples[band - 1], wide);
        }
    }

    /// <summary>Two bands of random samples, below 100 so that every type and number of bits holds them.</summary>
    private async Task<(string Path, double[][] Samples)> WriteAsync(PixelType type, string options)
    {
        GdalTool.Need("gdal_translate");
        var random = new Random(5);
        double[][] bands = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Width * Height).Select(_ => (double)random.Next(100)).ToArray())];
        var plain = _raster.Write("plain.tif", Width, type, noData: null, bands);
        var path = _raster.PathOf("written.tif");
        await GdalTool.RunAsync("gdal_translate", ["-q", .. options.Split(' ').SelectMany(option => (string[])["-co", option]), plain, path]);
        return (path, bands);
    }
}
