using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>
/// Sums of products over a range of observations, from which models of all bands are fitted: the bands share the products of the design's
/// columns. A range that grows at its end adds rows to the sums it has.
/// </summary>
/// <param name="group">Which bands (<see cref="Observations.Values(int, int)"/>).</param>
internal sealed class FitSums(int group = 0)
{
    private const int Width = SeriesDates.Width;

    private readonly Vector512<double>[] _columns = new Vector512<double>[Width];
    private readonly Vector512<double>[] _bands = new Vector512<double>[Width];
    private Vector512<double> _squares;
    private int _start;
    private int _end;

    internal int Count => _end - _start;

    /// <summary>Sum of the squares of each band.</summary>
    internal Vector512<double> Squares => _squares;

    /// <summary>Forgets the range: positions mean other observations now.</summary>
    internal void Forget() => (_start, _end) = (-1, -1);

    /// <summary>Makes the sums those of a range.</summary>
    internal void Cover(Observations observations, int start, int end)
    {
        if (start != _start || end < _end)
        {
            Array.Clear(_columns);
            Array.Clear(_bands);
            _squares = default;
            (_start, _end) = (start, start);
        }

        for (; _end < end; _end++)
        {
            Add(in observations.Row(_end), observations.Values(_end, group));
        }
    }

    /// <summary>Sum of the products of two columns of the design.</summary>
    internal double Product(int column, int other) => _columns[column].GetElement(other);

    /// <summary>Sum of the products of a column and each band.</summary>
    internal Vector512<double> WithBands(int column) => _bands[column];

    private void Add(ref readonly double first, Vector512<double> values)
    {
        var row = Vector512.LoadUnsafe(in first);
        for (var column = 0; column < Width; column++)
        {
            var factor = Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in first), column));
            _columns[column] = Vector512.FusedMultiplyAdd(factor, row, _columns[column]);
            _bands[column] = Vector512.FusedMultiplyAdd(factor, values, _bands[column]);
        }

        _squares = Vector512.FusedMultiplyAdd(values, values, _squares);
    }
}
