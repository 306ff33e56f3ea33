using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>One row of tiles of a window, all planes of it, as strips of the window fill it from above. One thread uses it at a time.</summary>
/// <param name="sink">Gets the tiles.</param>
/// <param name="shape">Of the cube.</param>
/// <param name="windowWidth">Columns of the widest window.</param>
internal sealed class WindowTiles(ITileSink sink, CubeShape shape, int windowWidth)
{
    private readonly int _size = sink.Coding.Type.Size();
    private readonly int _across = (windowWidth + sink.Tile.Width - 1) / sink.Tile.Width;
    private readonly byte[] _samples = new byte[checked(
        (windowWidth + sink.Tile.Width - 1) / sink.Tile.Width * shape.Planes * sink.Tile.Width * sink.Tile.Height * sink.Coding.Type.Size())];

    private readonly CellSummary[] _summaries = [.. Enumerable.Repeat(CellSummary.None, shape.Planes)];
    private double[] _scratch = [];

    internal IReadOnlyList<CellSummary> Summaries => _summaries;

    internal long Taken { get; private set; }

    /// <summary>Makes it ready for another window.</summary>
    internal void Forget()
    {
        Array.Fill(_summaries, CellSummary.None);
        Taken = 0;
    }

    /// <summary>Takes the next strip of a window.</summary>
    internal void Take(Block strip, Window window)
    {
        var height = sink.Tile.Height;
        var bottom = strip.Window.Row + strip.Window.Height;
        for (var row = strip.Window.Row; row < bottom;)
        {
            var end = Math.Min(bottom, ((row / height) + 1) * height);
            Fill(strip, row - strip.Window.Row, end - row);
            if (end % height == 0 || end == window.Row + window.Height)
            {
                HandOn(window, row / height);
            }

            row = end;
        }
    }

    private void Fill(Block strip, int from, int rows)
    {
        var cells = rows * strip.Window.Width;
        if (_scratch.Length < cells)
        {
            _scratch = new double[cells];
        }

        var top = (strip.Window.Row + from) % sink.Tile.Height;
        for (var plane = 0; plane < strip.Planes; plane++)
        {
            var numbers = sink.Coding.Round(strip.Plane(plane).Slice(from * strip.Window.Width, cells), _scratch, out var summary, out var taken);
            _summaries[plane] += summary;
            Taken += taken;
            for (var row = 0; row < rows; row++)
            {
                PutRow(plane, top + row, numbers.Slice(row * strip.Window.Width, strip.Window.Width));
            }
        }
    }

    private void PutRow(int plane, int row, ReadOnlySpan<double> numbers)
    {
        var width = sink.Tile.Width;
        for (var column = 0; column < numbers.Length; column += width)
        {
            var part = numbers.Slice(column, Math.Min(width, numbers.Length - column));
            Samples.Narrow(sink.Coding.Type, part, Tile(plane, column / width).Slice(row * width * _size, part.Length * _size));
        }
    }

    private void HandOn(Window window, int row)
    {
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            for (var column = 0; column < _across && column * sink.Tile.Width < window.Width; column++)
            {
                sink.Write(plane, (window.Column / sink.Tile.Width) + column, row, Tile(plane, column));
            }
        }

        Array.Clear(_samples);
    }

    private Span<byte> Tile(int plane, int column)
    {
        var length = sink.Tile.Width * sink.Tile.Height * _size;
        return _samples.AsSpan(((plane * _across) + column) * length, length);
    }
}
