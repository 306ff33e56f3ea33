using System.Numerics;
using System.Runtime.CompilerServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// Count, extremes, mean and spread of the finite cells among some, and how many the others are. Two of them are joined by the formulas of
/// Chan, Golub and LeVeque (1979), so that neither order nor number of the parts matters but for rounding.
/// </summary>
/// <param name="Cells">All cells.</param>
/// <param name="Valid">Finite ones.</param>
/// <param name="Missing">NaN and nodata.</param>
/// <param name="Minimum">Of the finite ones; infinity without any.</param>
/// <param name="Maximum">Of the finite ones.</param>
/// <param name="Mean">Of the finite ones; 0 without any.</param>
/// <param name="Squares">Sum of the squared distances from the mean.</param>
internal readonly record struct CellSummary(long Cells, long Valid, long Missing, double Minimum, double Maximum, double Mean, double Squares)
{
    internal static CellSummary None { get; } = new(0, 0, 0, double.PositiveInfinity, double.NegativeInfinity, 0, 0);

    /// <summary>Of a population, as GDAL computes it; null without finite cells, or beyond the range of doubles.</summary>
    internal double? StandardDeviation => Valid > 0 && double.IsFinite(Squares) ? Math.Sqrt(Squares / Valid) : null;

    public static CellSummary operator +(CellSummary a, CellSummary b)
    {
        if (a.Valid == 0 || b.Valid == 0)
        {
            var one = a.Valid > 0 ? a : b;
            return one with { Cells = a.Cells + b.Cells, Missing = a.Missing + b.Missing };
        }

        var valid = a.Valid + b.Valid;
        var distance = b.Mean - a.Mean;
        return new(
            a.Cells + b.Cells,
            valid,
            a.Missing + b.Missing,
            Math.Min(a.Minimum, b.Minimum),
            Math.Max(a.Maximum, b.Maximum),
            a.Mean + (distance * b.Valid / valid),
            a.Squares + b.Squares + (distance * distance * a.Valid * b.Valid / valid));
    }

    /// <summary>Of some cells, at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static CellSummary Of(ReadOnlySpan<double> cells)
    {
        // Sums are taken of distances from one of the cells: large numbers close to each other would lose their spread otherwise.
        var pivot = double.IsFinite(cells[0]) ? cells[0] : 0;
        var middle = new Vector<double>(pivot);
        var most = new Vector<double>(double.MaxValue);
        Vector<long> valid = default, missing = default;
        Vector<double> sum = default, squares = default;
        var (low, high) = (new Vector<double>(double.PositiveInfinity), new Vector<double>(double.NegativeInfinity));
        var i = 0;
        for (; i <= cells.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var cell = new Vector<double>(cells[i..]);
            var isFinite = Vector.LessThanOrEqual(Vector.Abs(cell), most);
            valid -= isFinite;
            missing += Vector<long>.One + Vector.Equals(cell, cell);
            var distance = Vector.ConditionalSelect(isFinite, cell - middle, Vector<double>.Zero);
            sum += distance;
            squares += distance * distance;
            low = Vector.ConditionalSelect(isFinite & Vector.LessThan(cell, low), cell, low);
            high = Vector.ConditionalSelect(isFinite & Vector.GreaterThan(cell, high), cell, high);
        }

        var count = Vector.Sum(valid);
        var found = count == 0
            ? None with { Cells = i, Missing = Vector.Sum(missing) }
            : Join(i, count, Vector.Sum(missing), low, high, pivot, Vector.Sum(sum), Vector.Sum(squares));
        for (; i < cells.Length; i++)
        {
            found += One(cells[i]);
        }

        return found;
    }

    private static CellSummary Join(
        long cells, long valid, long missing, Vector<double> low, Vector<double> high, double pivot, double sum, double squares)
    {
        var (least, most) = (low[0], high[0]);
        for (var lane = 1; lane < Vector<double>.Count; lane++)
        {
            (least, most) = (Math.Min(least, low[lane]), Math.Max(most, high[lane]));
        }

        return new(cells, valid, missing, least, most, pivot + (sum / valid), Math.Max(0, squares - (sum * sum / valid)));
    }

    private static CellSummary One(double cell) => double.IsFinite(cell)
        ? new(1, 1, 0, cell, cell, cell, 0)
        : None with { Cells = 1, Missing = double.IsNaN(cell) ? 1 : 0 };

    /// <summary>What a catalogue says of the band.</summary>
    internal WrittenBand Describe(string name, PixelType type, double? noData) => new(name, NameOf(type))
    {
        NoData = noData,
        Minimum = Valid > 0 ? Minimum : null,
        Maximum = Valid > 0 ? Maximum : null,
        Mean = Valid > 0 ? Mean : null,
        StandardDeviation = StandardDeviation,
        ValidPercent = Cells > 0 ? 100.0 * (Cells - Missing) / Cells : null,
    };

    private static string NameOf(PixelType type) => type.ToString().ToLowerInvariant();
}
