using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Gdal;

/// <summary>Something that maps are drawn from, at several resolutions. One thread uses it at a time.</summary>
public interface ILayer : IDisposable
{
    RasterInfo Info { get; }

    LayerHeader ReadHeader();

    /// <summary>Reads a window of one band, or of the mask as 8-bit opacity, row by row without gaps.</summary>
    /// <param name="level">One of the header's levels.</param>
    /// <param name="band">From 1, or <see cref="LayerFile.Mask"/>.</param>
    /// <param name="window">Pixels of the level, inside it.</param>
    /// <param name="type">Type of the samples in <paramref name="target"/>.</param>
    /// <param name="target">Room for all samples of the window.</param>
    /// <exception cref="RasterFileException">What is read is damaged, or cannot be computed.</exception>
    void Read(LayerLevel level, int band, Window window, PixelType type, Span<byte> target);
}

/// <summary>Opens layers that are no raster files.</summary>
public interface ILayerOpener
{
    /// <summary>Null for a path that is not for it.</summary>
    /// <exception cref="RasterFileException">It is for it and cannot be opened.</exception>
    ILayer? Open(string path);

    /// <summary>
    /// A text that stands for everything that what is drawn depends on: the same text, wherever it comes from, means the same pixels, and another
    /// text means that they may have changed. Null for a path that is not for it.
    /// </summary>
    string? StateOf(string path);
}
