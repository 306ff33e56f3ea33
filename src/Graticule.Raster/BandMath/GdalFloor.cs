using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.BandMath;

/// <summary>
/// What reading bands and writing a Float32 GeoTIFF costs when nothing is computed: the mark that the benchmarks measure
/// BandMath against. It calls GDAL alone, once per band and tile to read and once per tile to write.
/// </summary>
internal static class GdalFloor
{
    private const long Cache = 64L << 20;

    internal static async Task RunAsync(string image, IReadOnlyList<int> bands, string output, int threads)
    {
        GdalLibrary.SetCache(Cache);
        using var source = RasterFile.Open(image);
        var info = source.Info;
        using var writer = new GeoTiffWriter(
            output, new GeoTiffLayout(info.Width, info.Height, 1, PixelType.Float32, null, info.Georeference, Compression.None, 1));
        var (width, height) = writer.Layout.Block;
        var grid = new WindowGrid(info.Width, info.Height, width, height);
        await ParallelWindows.RunAsync(grid, threads, () => new Worker(image, bands, writer), null, CancellationToken.None);
        writer.Finish();
    }

    private sealed class Worker : IWindowWorker
    {
        private readonly RasterFile _file;
        private readonly IReadOnlyList<int> _bands;
        private readonly GeoTiffWriter _writer;
        private readonly byte[] _samples;
        private readonly byte[] _block;

        internal Worker(string image, IReadOnlyList<int> bands, GeoTiffWriter writer)
        {
            _file = RasterFile.Open(image);
            _bands = bands;
            _writer = writer;
            var (width, height) = writer.Layout.Block;
            _samples = new byte[width * height * PixelType.Float64.Size()];
            _block = new byte[width * height * PixelType.Float32.Size()];

            // Not zeros: GDAL leaves out blocks in which there is nothing.
            Array.Fill(_block, (byte)1);
        }

        public void Treat(int index, Window window)
        {
            foreach (var band in _bands)
            {
                _file.Read(band, window, _file.Info.Bands[band - 1].Type, _samples);
            }

            var (width, height) = _writer.Layout.Block;
            _writer.Write(1, window.Column / width, window.Row / height, _block);
        }

        public void Dispose() => _file.Dispose();
    }
}
