using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>The cells of a window that a thread computed whole, given out strip by strip.</summary>
internal sealed class KeptWindow : IDisposable
{
    private double[] _cells = [];
    private Window _window;
    private bool _isDone;

    /// <summary>For reading sources meanwhile; its blocks are gone with each strip.</summary>
    internal ReadScope Scope { get; } = new();

    /// <summary>Cells of a window: those that are kept, or those of the window together with what the walk asks for next.</summary>
    /// <param name="shape">Of the cube.</param>
    /// <param name="window">What is asked for.</param>
    /// <param name="scope">Of the reader.</param>
    /// <param name="compute">Fills all planes of a window, one after the other, row by row.</param>
    internal Block Read(CubeShape shape, Window window, ReadScope scope, Action<Window, double[]> compute)
    {
        if (!Covers(window))
        {
            _isDone = false;
            _window = scope.WholeOf(window, shape);
            var count = checked((int)(_window.Pixels * shape.Planes));
            _cells = _cells.Length >= count ? _cells : GC.AllocateUninitializedArray<double>(count);
            compute(_window, _cells);
            _isDone = true;
        }

        var block = scope.NewBlock(window, shape.Planes);
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            var to = block.Plane(plane);
            for (var row = 0; row < window.Height; row++)
            {
                var from = (((plane * (long)_window.Height) + window.Row + row - _window.Row) * _window.Width) + window.Column - _window.Column;
                _cells.AsSpan((int)from, window.Width).CopyTo(to[(row * window.Width)..]);
            }
        }

        return block;
    }

    public void Dispose() => Scope.Dispose();

    private bool Covers(Window window) => _isDone
        && window.Row >= _window.Row && window.Row + window.Height <= _window.Row + _window.Height
        && window.Column >= _window.Column && window.Column + window.Width <= _window.Column + _window.Width;
}
