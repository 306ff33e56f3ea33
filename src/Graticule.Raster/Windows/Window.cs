namespace Graticule.Raster.Windows;

/// <summary>A rectangle of pixels, counted from the upper left corner of the raster.</summary>
public readonly record struct Window(int Column, int Row, int Width, int Height)
{
    public long Pixels => (long)Width * Height;
}
