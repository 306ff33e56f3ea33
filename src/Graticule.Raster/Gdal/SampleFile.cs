using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Gdal;

/// <summary>
/// A raster file, open for samples alone: what it says of itself is known already, and only its size is compared. Opening takes a fraction of
/// what <see cref="RasterFile"/> takes, which reads the reference system too. One thread uses it at a time.
/// </summary>
internal sealed unsafe class SampleFile : IDisposable
{
    private readonly DatasetHandle _dataset;
    private readonly DeflatedBlocks? _blocks;
    private readonly string _path;

    private SampleFile(DatasetHandle dataset, DeflatedBlocks? blocks, string path) => (_dataset, _blocks, _path) = (dataset, blocks, path);

    /// <summary>Opens a file, or a variable of a NetCDF file.</summary>
    /// <param name="path">A file of the local disk.</param>
    /// <param name="variable">Its plain name; null for the whole file.</param>
    /// <param name="width">Columns that it must have.</param>
    /// <param name="height">Rows that it must have.</param>
    /// <exception cref="RasterFileException">It cannot be read, or is another than it was.</exception>
    internal static SampleFile Open(string path, string? variable, int width, int height)
    {
        var checkedPath = RasterPath.Check(path);
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        using var drivers = new StringListHandle(variable is null ? GdalDrivers.ForUserFiles : ["netCDF"]);
        var dataset = Native.GDALOpenEx(NameOf(checkedPath, variable), Native.OpenRaster | Native.OpenVerbose, drivers, 0, 0);
        var file = Path.GetFileName(checkedPath);
        if (dataset.IsInvalid)
        {
            throw new RasterFileException(file, $"'{file}' cannot be read as {GdalDrivers.Accepted}: {GdalErrors.Take(checkedPath)}.");
        }

        var (foundWidth, foundHeight) = (Native.GDALGetRasterXSize(dataset), Native.GDALGetRasterYSize(dataset));
        if (foundWidth != width || foundHeight != height)
        {
            dataset.Dispose();
            throw new RasterFileException(
                file, $"'{file}' has changed: it is {foundWidth} x {foundHeight} pixels large and was {width} x {height}; scan its collection again.");
        }

        return new(dataset, variable is null ? DeflatedBlocks.TryOpen(dataset, checkedPath) : null, checkedPath);
    }

    /// <summary>What GDAL calls a variable of a file.</summary>
    /// <exception cref="RasterFileException">A name that GDAL would read otherwise.</exception>
    internal static string NameOf(string path, string? variable)
    {
        if (variable is null)
        {
            return path;
        }

        return variable.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') && !path.Contains('"', StringComparison.Ordinal)
            ? $"NETCDF:\"{path}\":{variable}"
            : throw new RasterFileException(Path.GetFileName(path), $"'{variable}' is not the plain name of a variable of '{Path.GetFileName(path)}'.");
    }

    /// <summary>Reads a window of a band into rows of a larger buffer.</summary>
    /// <param name="band">From 1.</param>
    /// <param name="window">Pixels, inside the raster.</param>
    /// <param name="type">Type of the samples in <paramref name="target"/>.</param>
    /// <param name="target">Begins with the first sample.</param>
    /// <param name="rowLength">Samples from one row of <paramref name="target"/> to the next.</param>
    /// <exception cref="RasterFileException">The file is damaged.</exception>
    internal void Read(int band, Window window, PixelType type, Span<byte> target, int rowLength)
    {
        var size = type.Size();
        if (target.Length < (((long)(window.Height - 1) * rowLength) + window.Width) * size)
        {
            throw new ArgumentException("There is no room for all samples.", nameof(target));
        }

        if (_blocks?.TryRead(band, window, type, target, rowLength) == true)
        {
            return;
        }

        GdalErrors.Clear();
        ReadTally.Add(_path, band, window, window.Pixels * size);
        var source = Native.GDALGetRasterBand(_dataset, band);
        fixed (byte* buffer = target)
        {
            var error = Native.ErrorFailure;
            if (source != 0)
            {
                error = IsBlock(source, window, type, rowLength)
                    ? Native.GDALReadBlock(source, window.Column / window.Width, window.Row / window.Height, buffer)
                    : Native.GDALRasterIOEx(
                        source, Native.Read, window.Column, window.Row, window.Width, window.Height, buffer, window.Width, window.Height, (int)type, 0, (long)rowLength * size, 0);
            }

            if (error >= Native.ErrorFailure)
            {
                throw Damaged(band, window);
            }
        }
    }

    /// <summary>Reads a window as fewer pixels, nearest ones, through overviews where the file has them.</summary>
    /// <param name="band">From 1.</param>
    /// <param name="window">Pixels, inside the raster.</param>
    /// <param name="width">Columns that they become.</param>
    /// <param name="height">Rows that they become.</param>
    /// <param name="type">Type of the samples in <paramref name="target"/>.</param>
    /// <param name="target">Row by row without gaps.</param>
    /// <exception cref="RasterFileException">The file is damaged.</exception>
    internal void ReadShrunk(int band, Window window, int width, int height, PixelType type, Span<byte> target)
    {
        if (target.Length < (long)width * height * type.Size())
        {
            throw new ArgumentException("There is no room for all samples.", nameof(target));
        }

        GdalErrors.Clear();
        ReadTally.Add(_path, band, window, (long)width * height * type.Size());
        var source = Native.GDALGetRasterBand(_dataset, band);
        fixed (byte* buffer = target)
        {
            if (source == 0 || Native.GDALRasterIOEx(
                source, Native.Read, window.Column, window.Row, window.Width, window.Height, buffer, width, height, (int)type, 0, 0, 0) >= Native.ErrorFailure)
            {
                throw Damaged(band, window);
            }
        }
    }

    public void Dispose()
    {
        _blocks?.Dispose();
        _dataset.Dispose();
    }

    /// <summary>Whether the window is one whole block of the file, which can be decoded into the buffer itself instead of into a cache.</summary>
    private static bool IsBlock(nint band, Window window, PixelType type, int rowLength)
    {
        Native.GDALGetBlockSize(band, out var width, out var height);
        return window.Width == width && window.Height == height && rowLength == width
            && window.Column % width == 0 && window.Row % height == 0 && Native.GDALGetRasterDataType(band) == (int)type;
    }

    private RasterFileException Damaged(int band, Window window)
    {
        var name = Path.GetFileName(_path);
        return new(name, $"'{name}' is damaged: band {band} cannot be read at column {window.Column}, row {window.Row}: {GdalErrors.Take(_path)}.");
    }
}
