using System.Numerics.Tensors;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Weighted sums of each pixel and those around it; the kernel is laid on as it is written, not turned.</summary>
/// <param name="source">With x and y.</param>
/// <param name="kernel">The weights.</param>
public sealed class KernelCube(Cube source, FocalKernel kernel) : Cube(source.Shape)
{
    private readonly (int X, int Y) _reach = (kernel.Width / 2, kernel.Height / 2);

    public override IReadOnlyList<Cube> Inputs => [source];

    public override long BytesPerPixel => source.BytesPerPixel + (3L * sizeof(double) * Shape.Planes);

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new KernelCube(source.Select(dimension, positions), kernel);

    public override Block Read(Window window, ReadScope scope)
    {
        var kept = scope.Keep(this, () => new Worker());
        return kept.Window.Read(Shape, window, scope, (whole, cells) => Compute(whole, cells, kept));
    }

    private void Compute(Window whole, double[] cells, Worker worker)
    {
        int[] columns = [.. Enumerable.Range(whole.Column - _reach.X, whole.Width + (2 * _reach.X)).Select(place => kernel.Border.PixelOf(place, Shape.Width))];
        int[] rows = [.. Enumerable.Range(whole.Row - _reach.Y, whole.Height + (2 * _reach.Y)).Select(place => kernel.Border.PixelOf(place, Shape.Height))];
        var padded = worker.Room(checked(Shape.Planes * columns.Length * rows.Length));
        padded.Fill(kernel.BorderValue);
        foreach (var (column, width) in Runs(columns))
        {
            foreach (var (row, height) in Runs(rows))
            {
                worker.Spread(source, new(column, row, width, height), columns, rows);
            }
        }

        Clean(padded);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var from = padded.Slice(plane * columns.Length * rows.Length, columns.Length * rows.Length);
            for (var row = 0; row < whole.Height; row++)
            {
                Weigh(from, row, columns.Length, cells.AsSpan(((plane * whole.Height) + row) * whole.Width, whole.Width));
            }
        }
    }

    private void Weigh(ReadOnlySpan<double> padded, int row, int width, Span<double> sums)
    {
        sums.Clear();
        for (var i = 0; i < kernel.Weights.Count; i++)
        {
            var (y, x) = Math.DivRem(i, kernel.Width);
            if (kernel.Weights[i] != 0)
            {
                TensorPrimitives.MultiplyAdd(padded.Slice(((row + y) * width) + x, sums.Length), kernel.Weights[i], sums, sums);
            }
        }

        TensorPrimitives.Multiply(sums, kernel.Factor, sums);
    }

    private void Clean(Span<double> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = double.IsFinite(cells[i]) ? cells[i] : kernel.Replacement;
        }
    }

    /// <summary>The pixels that are needed, as runs without a gap.</summary>
    private static IEnumerable<(int Start, int Length)> Runs(IEnumerable<int> pixels)
    {
        var sorted = pixels.Where(pixel => pixel >= 0).Distinct().Order().ToList();
        for (var first = 0; first < sorted.Count;)
        {
            var next = first + 1;
            while (next < sorted.Count && sorted[next] == sorted[next - 1] + 1)
            {
                next++;
            }

            yield return (sorted[first], next - first);
            first = next;
        }
    }

    private sealed class Worker : IDisposable
    {
        private double[] _padded = [];
        private double[] _read = [];

        internal KeptWindow Window { get; } = new();

        internal Span<double> Room(int count)
        {
            _padded = _padded.Length >= count ? _padded : GC.AllocateUninitializedArray<double>(count);
            return _padded.AsSpan(0, count);
        }

        /// <summary>Reads a window of the source and puts its cells wherever they are needed.</summary>
        internal void Spread(Cube source, Window window, int[] columns, int[] rows)
        {
            var planes = source.Shape.Planes;
            var count = checked((int)(window.Pixels * planes));
            _read = _read.Length >= count ? _read : GC.AllocateUninitializedArray<double>(count);
            StripReading.Read(source, window, Window.Scope, _read);
            for (var plane = 0; plane < planes; plane++)
            {
                for (var row = 0; row < rows.Length; row++)
                {
                    if (rows[row] >= window.Row && rows[row] < window.Row + window.Height)
                    {
                        var from = _read.AsSpan((int)(((plane * (long)window.Height) + rows[row] - window.Row) * window.Width), window.Width);
                        Spread(from, window.Column, columns, _padded.AsSpan(((plane * rows.Length) + row) * columns.Length, columns.Length));
                    }
                }
            }
        }

        private static void Spread(ReadOnlySpan<double> from, int start, int[] columns, Span<double> to)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var place = columns[i] - start;
                if (place >= 0 && place < from.Length)
                {
                    to[i] = from[place];
                }
            }
        }

        public void Dispose() => Window.Dispose();
    }
}
