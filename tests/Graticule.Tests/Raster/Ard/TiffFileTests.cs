using Graticule.Raster.Ard;
using Graticule.Raster.Ard.Tiff;

namespace Graticule.Tests.Raster.Ard;

public sealed class TiffFileTests(ArdFolder folder) : IClassFixture<ArdFolder>
{
    [Theory]
    [InlineData("SRB2", "COMPRESS=DEFLATE", "PREDICTOR=2", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=48")]
    [InlineData("SRB2", "COMPRESS=DEFLATE", "PREDICTOR=1", "BLOCKYSIZE=7")]
    [InlineData("SRB2", "COMPRESS=DEFLATE", "PREDICTOR=2", "BIGTIFF=YES", "TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16")]
    [InlineData("SRB2", "COMPRESS=LZW", "PREDICTOR=2", "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256")]
    [InlineData("SRB2", "COMPRESS=LZW", "BLOCKYSIZE=200")]
    [InlineData("PIXELQA", "COMPRESS=LZW", "PREDICTOR=1", "BLOCKYSIZE=33")]
    [InlineData("PIXELQA", "COMPRESS=NONE", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64")]
    [InlineData("SRB4", "COMPRESS=NONE", "BLOCKYSIZE=31")]
    public void Windows_are_those_that_GDAL_reads(string product, params string[] options)
    {
        var path = Path.Combine(folder.Root, $"{product}-{string.Join('-', options)}.tif");
        ArdFolder.Run("gdal_translate", ["-q", .. options.SelectMany(option => (string[])["-co", option]), folder.First($"LC08*_{product}.tif"), path]);
        using var file = TiffFile.Open(path);
        foreach (var (column, row, width, height) in new[] { (0, 0, 100, 100), (100, 100, 100, 100), (37, 61, 90, 100), (199, 199, 1, 1), (0, 0, 200, 200) })
        {
            var target = new ushort[(width + 3) * height];
            file.Read(new(column, row, width, height), target, width + 3);
            var rows = Enumerable.Range(0, height).SelectMany(line => target.Skip(line * (width + 3)).Take(width));
            Assert.Equal(ArdFolder.ReadByGdal(path, column, row, width, height), rows);
        }
    }

    [Fact]
    public void Blocks_that_were_never_written_hold_the_value_for_nothing()
    {
        var path = Path.Combine(folder.Root, "sparse.tif");
        ArdFolder.Run("gdal_create", "-of", "GTiff", "-ot", "Int16", "-outsize", "200", "200", "-bands", "1", "-a_nodata", "-9999", "-co", "SPARSE_OK=TRUE", "-co", "TILED=YES", "-co", "COMPRESS=DEFLATE", path);
        using var file = TiffFile.Open(path);
        var target = new ushort[100];
        file.Read(new(50, 50, 10, 10), target, 10);

        Assert.All(target, sample => Assert.Equal(-9999, (short)sample));
    }

    [Theory]
    [InlineData("COMPRESS=ZSTD")]
    [InlineData("ENDIANNESS=BIG")]
    public void Files_of_other_kinds_are_read_by_GDAL_where_that_may_run(string option)
    {
        var source = folder.First("LE07*_SRB3.tif");
        var other = Directory.CreateDirectory(Path.Combine(folder.Root, option)).FullName;
        ArdFolder.Run("gdal_translate", "-q", "-co", option, source, Path.Combine(other, Path.GetFileName(source)));
        var index = Path.Combine(other, "index");
        ArdScan.Run([other], index, onlyThese: false, 1, CancellationToken.None);
        var look = Assert.Single(new ArdIndex(index).Looks(ArdGrid.Conus, ArdFolder.Chip, ArdLayers.Inputs, DateOnly.MinValue, null));

        Assert.False(look.Files[0].Direct);
        Assert.Equal(ArdFolder.ReadByGdal(source, 0, 0, 100, 100), look.Read(ArdFolder.Chip, new(mayUseGdal: true)));
        var fault = Assert.Throws<ArdFileException>(() => look.Read(ArdFolder.Chip, new(mayUseGdal: false)));
        Assert.Contains(Path.GetFileName(source), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_cut_off_or_altered_are_refused_or_read_and_nothing_else_happens()
    {
        var whole = File.ReadAllBytes(folder.First("LE07*_BTB6.tif"));
        Random random = new(7);
        var path = Path.Combine(folder.Root, "hostile.tif");
        var target = new ushort[10_000];
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var bytes = i % 4 == 0 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            for (var flips = 0; flips < 6 && bytes.Length > 0 && i % 4 != 0; flips++)
            {
                bytes[random.Next(Math.Min(bytes.Length, i % 4 == 1 ? bytes.Length : 400))] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, bytes);
            try
            {
                using var file = TiffFile.Open(path);
                file.Read(new(0, 0, Math.Min(100, file.Layout.Width), Math.Min(100, file.Layout.Height)), target, 100);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 400);
    }
}
