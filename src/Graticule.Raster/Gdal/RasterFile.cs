using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Gdal;

/// <summary>
/// A raster file open for reading. One thread uses it at a time: threads that read the same file each open it themselves.
/// </summary>
public sealed unsafe class RasterFile : IDisposable
{
    private readonly DatasetHandle _dataset;
    private readonly string _path;
    private readonly DeflatedBlocks? _blocks;

    private RasterFile(DatasetHandle dataset, string path)
    {
        _dataset = dataset;
        _path = path;
        Info = RasterHeader.Read(dataset, Path.GetFileName(path));
        _blocks = DeflatedBlocks.TryOpen(dataset, path);
    }

    public RasterInfo Info { get; }

    public string FileName => Path.GetFileName(_path);

    /// <summary>Opens a file of the local disk in one of the accepted formats, whatever its name ends with.</summary>
    /// <exception cref="RasterFileException">It is not such a file, or it is larger than is handled.</exception>
    public static RasterFile Open(string path)
    {
        var file = RasterPath.Check(path);
        return Open(file, file, GdalDrivers.ForUserFiles);
    }

    /// <summary>Opens one variable of a NetCDF file.</summary>
    /// <exception cref="RasterFileException">There is none of that name, or it is larger than is handled.</exception>
    internal static RasterFile OpenVariable(string path, string variable)
    {
        var file = RasterPath.Check(path);
        return Open(file, SampleFile.NameOf(file, variable), ["netCDF"]);
    }

    private static RasterFile Open(string file, string source, IReadOnlyList<string> allowed)
    {
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        using var drivers = new StringListHandle(allowed);
        var dataset = Native.GDALOpenEx(source, Native.OpenRaster | Native.OpenVerbose, drivers, 0, 0);
        if (dataset.IsInvalid)
        {
            var name = Path.GetFileName(file);
            throw new RasterFileException(name, $"'{name}' cannot be read as {GdalDrivers.Accepted}: {GdalErrors.Take(file)}.");
        }

        try
        {
            return new RasterFile(dataset, file);
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    /// <summary>Reads one band of a window in the given type, row by row without gaps.</summary>
    /// <param name="band">Number of the band, from 1.</param>
    /// <param name="window">Pixels to read, inside the raster.</param>
    /// <param name="type">Type of the samples in <paramref name="target"/>; fastest is the band's own.</param>
    /// <param name="target">At least window width x height x sample size bytes.</param>
    /// <exception cref="RasterFileException">The file is damaged.</exception>
    public void Read(int band, Window window, PixelType type, Span<byte> target)
    {
        if (_blocks?.TryRead(band, window, type, target, window.Width) != true)
        {
            Read(band, window, window.Width, window.Height, type, target);
        }
    }

    /// <summary>Reads a window drawn smaller or larger, nearest pixels, through overviews where the file has them.</summary>
    public void Read(int band, Window window, int width, int height, PixelType type, Span<byte> target)
    {
        if (target.Length < (long)width * height * type.Size())
        {
            throw new ArgumentException("There is no room for all samples.", nameof(target));
        }

        GdalErrors.Clear();
        fixed (byte* buffer = target)
        {
            var error = Native.GDALRasterIOEx(
                Native.GDALGetRasterBand(_dataset, band),
                Native.Read,
                window.Column,
                window.Row,
                window.Width,
                window.Height,
                buffer,
                width,
                height,
                (int)type,
                0,
                0,
                0);
            if (error >= Native.ErrorFailure)
            {
                throw new RasterFileException(
                    FileName,
                    $"'{FileName}' is damaged: band {band} cannot be read at column {window.Column}, row {window.Row}: {GdalErrors.Take(_path)}.");
            }
        }
    }

    /// <summary>Reads one band of a window as numbers.</summary>
    public void Read(int band, Window window, Span<double> target) =>
        Read(band, window, PixelType.Float64, MemoryMarshal.AsBytes(target));

    public void Dispose()
    {
        _blocks?.Dispose();
        _dataset.Dispose();
    }

    internal DatasetHandle Dataset => _dataset;
}
