using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Where the pixels of a picture lie in a raster of another CRS, or one that is turned. Exact places are computed at the corners of
/// cells of 16 pixels (4 where the ground bends strongly) and interpolated bilinearly between; where that would be wrong by more than
/// an eighth of a pixel, or a corner has no place at all (poles, the antimeridian, the edge of a projection's domain), every pixel is exact.
/// </summary>
internal sealed class GridMap
{
    private const int WideStep = 16;
    private const int NarrowStep = 4;
    private const double Tolerance = 0.125;
    private const double MostBent = 0.25;

    /// <summary>Where a cell is tested: near its middle, but not on its axes, where errors that are equal to both sides would vanish.</summary>
    private const double TestX = 0.375;
    private const double TestY = 0.625;

    private readonly GroundPlaces _places;
    private readonly int _width;
    private readonly int _height;
    private readonly int _step;
    private readonly int _across;
    private readonly int _down;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly Cell[] _cells;
    private readonly double[] _exactX;
    private readonly double[] _exactY;
    private int _bent;

    private GridMap(GroundPlaces places, int width, int height, int step)
    {
        (_places, _width, _height, _step) = (places, width, height, step);
        _across = ((width + step - 1) / step) + 1;
        _down = ((height + step - 1) / step) + 1;
        _x = new double[_across * _down];
        _y = new double[_across * _down];
        _cells = new Cell[(_across - 1) * (_down - 1)];
        (_exactX, _exactY) = (new double[width], new double[width]);
        for (var i = 0; i < _x.Length; i++)
        {
            (_x[i], _y[i]) = (Math.Min(i % _across * step, width), Math.Min(i / _across * step, height));
        }

        places.Apply(_x, _y);
        Scale = MeasureScale();
        Judge();
    }

    private enum Cell : byte
    {
        Interpolated,
        Exact,
        Empty,
    }

    /// <summary>Pixels of the raster for one pixel of the picture, along the finer axis, on average; 1 where nothing has a place.</summary>
    internal double Scale { get; }

    internal static GridMap Make(GroundPlaces places, int width, int height)
    {
        var map = new GridMap(places, width, height, WideStep);
        return map._bent > map._cells.Length * MostBent ? new(places, width, height, NarrowStep) : map;
    }

    /// <summary>For one row of the picture the columns and rows of the level that the centres of its pixels fall into; a column of -1 beside the raster.</summary>
    internal void Row(int line, MapSource source, LayerLevel level, Span<int> columns, Span<int> rows)
    {
        var (scaleX, scaleY) = ((double)level.Width / source.Info.Width, (double)level.Height / source.Info.Height);
        var cellRow = line / _step;
        var (top, bottom) = (cellRow * _step, Math.Min((cellRow + 1) * _step, _height));
        var down = (line + 0.5 - top) / (bottom - top);
        for (var cell = 0; cell < _across - 1;)
        {
            var kind = _cells[(cellRow * (_across - 1)) + cell];
            var end = cell + 1;
            while (kind == Cell.Exact && end < _across - 1 && _cells[(cellRow * (_across - 1)) + end] == Cell.Exact)
            {
                end++;
            }

            var (from, to) = (cell * _step, Math.Min(end * _step, _width));
            switch (kind)
            {
                case Cell.Interpolated: Interpolate((cellRow * _across) + cell, down, from, to); break;
                case Cell.Exact: Compute(line, from, to); break;
                default: _exactX.AsSpan(from, to - from).Fill(double.NaN); break;
            }

            cell = end;
        }

        for (var i = 0; i < _width; i++)
        {
            // Comparisons with NaN are false, so what has no place is outside.
            var (x, y) = (_exactX[i] * scaleX, _exactY[i] * scaleY);
            var isInside = x >= 0 && y >= 0 && x < level.Width && y < level.Height;
            columns[i] = isInside ? (int)x : -1;
            rows[i] = isInside ? (int)y : -1;
        }
    }

    private void Interpolate(int corner, double down, int from, int to)
    {
        var below = corner + _across;
        var (leftX, rightX) = (Between(_x[corner], _x[below], down), Between(_x[corner + 1], _x[below + 1], down));
        var (leftY, rightY) = (Between(_y[corner], _y[below], down), Between(_y[corner + 1], _y[below + 1], down));
        var (stepX, stepY) = ((rightX - leftX) / (to - from), (rightY - leftY) / (to - from));
        for (var i = from; i < to; i++)
        {
            _exactX[i] = leftX + ((i - from + 0.5) * stepX);
            _exactY[i] = leftY + ((i - from + 0.5) * stepY);
        }
    }

    private void Compute(int line, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            (_exactX[i], _exactY[i]) = (i + 0.5, line + 0.5);
        }

        _places.Apply(_exactX.AsSpan(from, to - from), _exactY.AsSpan(from, to - from));
    }

    private double MeasureScale()
    {
        var (sum, count) = (0.0, 0);
        for (var row = 0; row < _down - 1; row++)
        {
            for (var column = 0; column < _across - 1; column++)
            {
                var corner = (row * _across) + column;
                var right = Distance(corner, corner + 1) / (Math.Min((column + 1) * _step, _width) - (column * _step));
                var below = Distance(corner, corner + _across) / (Math.Min((row + 1) * _step, _height) - (row * _step));
                if (double.IsFinite(right) && double.IsFinite(below))
                {
                    sum += Math.Min(right, below);
                    count++;
                }
            }
        }

        return count == 0 ? 1 : sum / count;
    }

    private double Distance(int a, int b) => Math.Sqrt(((_x[a] - _x[b]) * (_x[a] - _x[b])) + ((_y[a] - _y[b]) * (_y[a] - _y[b])));

    /// <summary>Compares one exact place in each cell with what its corners say of it.</summary>
    private void Judge()
    {
        var tolerance = Tolerance * Math.Max(1, Scale);
        var x = new double[_cells.Length];
        var y = new double[_cells.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (column, row) = (i % (_across - 1), i / (_across - 1));
            x[i] = Between(column * _step, Math.Min((column + 1) * _step, _width), TestX);
            y[i] = Between(row * _step, Math.Min((row + 1) * _step, _height), TestY);
        }

        _places.Apply(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var corner = (i / (_across - 1) * _across) + (i % (_across - 1));
            var below = corner + _across;
            var errorX = Math.Abs(x[i] - Between(Between(_x[corner], _x[corner + 1], TestX), Between(_x[below], _x[below + 1], TestX), TestY));
            var errorY = Math.Abs(y[i] - Between(Between(_y[corner], _y[corner + 1], TestX), Between(_y[below], _y[below + 1], TestX), TestY));
            var isEmpty = double.IsNaN(x[i]) && double.IsNaN(_x[corner]) && double.IsNaN(_x[corner + 1]) && double.IsNaN(_x[below]) && double.IsNaN(_x[below + 1]);
            var isSmooth = errorX <= tolerance && errorY <= tolerance;
            _cells[i] = (isEmpty, isSmooth) switch
            {
                (true, _) => Cell.Empty,
                (_, true) => Cell.Interpolated,
                _ => Cell.Exact,
            };
            _bent += _cells[i] == Cell.Exact ? 1 : 0;
        }
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);
}
