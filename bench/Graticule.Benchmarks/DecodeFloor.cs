using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Benchmarks;

/// <summary>What decoding a stack of files costs when nothing is done with it: the mark that cubes are measured against.</summary>
internal static class DecodeFloor
{
    private const long Cache = 64L << 20;

    public static void Run(string folder, int threads)
    {
        GdalLibrary.SetCache(Cache);
        var files = Directory.GetFiles(folder, "*.tif").Order(StringComparer.Ordinal).ToList();
        using var first = RasterFile.Open(files[0]);
        var grid = new WindowGrid(first.Info.Width, first.Info.Height, first.Info.BlockWidth, first.Info.BlockHeight);
        ParallelWindows.Run(grid, threads, () => new Worker(files), progress: null, CancellationToken.None);
    }

    private sealed class Worker(IReadOnlyList<string> files) : IWindowWorker
    {
        private readonly List<RasterFile> _files = [.. files.Select(RasterFile.Open)];
        private byte[] _samples = [];

        public void Treat(int index, Window window)
        {
            foreach (var file in _files)
            {
                var type = file.Info.Bands[0].Type;
                var length = (int)window.Pixels * type.Size();
                _samples = _samples.Length < length ? new byte[length] : _samples;
                file.Read(1, window, type, _samples.AsSpan(0, length));
            }
        }

        public void Dispose() => _files.ForEach(file => file.Dispose());
    }
}
