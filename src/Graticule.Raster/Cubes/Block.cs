using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// The cells of one window of a cube, all planes of them: plane by plane, row by row. Missing cells hold <see cref="Missing.Value"/>,
/// truth is 1 and falsehood 0. Belongs to the <see cref="ReadScope"/> that it came from and is gone with the next window.
/// </summary>
public sealed class Block(Window window, int planes, Memory<double> values)
{
    public Window Window { get; } = window;

    public int Planes { get; } = planes;

    /// <summary>Cells of one plane.</summary>
    public int PlaneLength => Window.Width * Window.Height;

    /// <summary>All cells.</summary>
    public Memory<double> Values => values[..(Planes * PlaneLength)];

    public Span<double> Plane(int plane) => values.Span.Slice(plane * PlaneLength, PlaneLength);

    public Memory<double> PlaneMemory(int plane) => values.Slice(plane * PlaneLength, PlaneLength);
}
