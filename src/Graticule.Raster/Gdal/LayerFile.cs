using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Gdal;

/// <summary>A raster file open for drawing: any of its levels, and its mask. One thread uses it at a time.</summary>
public sealed unsafe class LayerFile : ILayer
{
    /// <summary>Stands for the mask where a band's number is asked for.</summary>
    public const int Mask = 0;

    private readonly RasterFile _file;
    private readonly string _path;

    private LayerFile(RasterFile file, string path) => (_file, _path) = (file, path);

    public RasterInfo Info => _file.Info;

    /// <exception cref="RasterFileException">It is no raster that may be opened.</exception>
    internal static LayerFile Open(string path) => new(RasterFile.Open(path), path);

    public LayerHeader ReadHeader() => LayerHeaders.Read(_file);

    /// <inheritdoc/>
    public void Read(LayerLevel level, int band, Window window, PixelType type, Span<byte> target)
    {
        if (target.Length < (long)window.Width * window.Height * type.Size())
        {
            throw new ArgumentException("There is no room for all samples.", nameof(target));
        }

        GdalErrors.Clear();
        ReadTally.Add(_path, band, window, window.Pixels * type.Size());
        fixed (byte* buffer = target)
        {
            var source = BandOf(level, band);
            var error = source == 0
                ? Native.ErrorFailure
                : Native.GDALRasterIOEx(
                    source, Native.Read, window.Column, window.Row, window.Width, window.Height, buffer, window.Width, window.Height, (int)type, 0, 0, 0);
            if (error >= Native.ErrorFailure)
            {
                throw new RasterFileException(
                    _file.FileName,
                    $"'{_file.FileName}' is damaged: band {band} cannot be read at column {window.Column}, row {window.Row} of {level.Width} x {level.Height}: {GdalErrors.Take(_path)}.");
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private nint BandOf(LayerLevel level, int number)
    {
        var band = Native.GDALGetRasterBand(_file.Dataset, Math.Max(1, number));
        band = level.Overview < 0 ? band : Native.GDALGetOverview(band, level.Overview);
        return band != 0 && number == Mask ? Native.GDALGetMaskBand(band) : band;
    }
}
