using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>What a callback gives for each value that a byte has, and for a missing one: computed once instead of for each pixel.</summary>
internal sealed class ByteTable
{
    private const int Missed = 256;

    private readonly double[] _values = new double[Missed + 1];

    private ByteTable(Func<ReadScope, Memory<double>, object> compute)
    {
        using var scope = new ReadScope();
        var all = new double[_values.Length];
        for (var i = 0; i < Missed; i++)
        {
            all[i] = i;
        }

        all[Missed] = Missing.Value;
        CellProcess.Put(compute(scope, all), _values);
    }

    /// <summary>Null where the callback cannot be done for some value: that may be one which no cell has.</summary>
    /// <param name="compute">The callback for cells that differ in this one value.</param>
    internal static ByteTable? TryMake(Func<ReadScope, Memory<double>, object> compute)
    {
        try
        {
            return new(compute);
        }
        catch (GraphException)
        {
            return null;
        }
    }

    /// <summary>The values for cells that hold bytes or are missing.</summary>
    internal void Look(ReadOnlySpan<double> cells, Span<double> values)
    {
        ReadOnlySpan<double> table = _values;
        for (var i = 0; i < cells.Length; i++)
        {
            // Missing cells are NaN, which becomes a number far beyond.
            values[i] = table[(int)Math.Min((uint)double.ConvertToIntegerNative<int>(cells[i]), Missed)];
        }
    }
}
