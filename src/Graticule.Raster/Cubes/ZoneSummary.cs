using System.Numerics;
using System.Runtime.Intrinsics;

namespace Graticule.Raster.Cubes;

/// <summary>What is known of the cells of one plane in one zone. Sums are kept to twice the digits, so that their order does not show.</summary>
public struct ZoneSummary
{
    private double _sum;
    private double _rest;
    private bool _hasNaN;
    private double _minimum;
    private double _maximum;
    private long _numbers;

    /// <summary>Cells that are not missing.</summary>
    public long Present { get; private set; }

    /// <summary>Cells that are finite numbers.</summary>
    public long Valid { get; private set; }

    /// <summary>NaN if one of the cells is; nodata of no cells, as of the others below.</summary>
    public readonly double Sum => ValueOf(_sum + _rest);

    public readonly double Mean => Present == 0 ? Missing.Value : Sum / Present;

    public readonly double Minimum => ValueOf(_minimum);

    public readonly double Maximum => ValueOf(_maximum);

    /// <summary>Adds neighbouring cells.</summary>
    internal void Add(ReadOnlySpan<double> cells)
    {
        var (sum, minimum, maximum, present) = AddLanes(cells, out var rest);
        foreach (var cell in rest)
        {
            if (double.IsNaN(cell))
            {
                CountNaN(Missing.Is(cell) ? 0 : 1);
                continue;
            }

            sum += cell;
            minimum = cell < minimum ? cell : minimum;
            maximum = cell > maximum ? cell : maximum;
            present++;
        }

        if (present == 0)
        {
            return;
        }

        (_minimum, _maximum) = _numbers == 0
            ? (minimum, maximum)
            : (Math.Min(_minimum, minimum), Math.Max(_maximum, maximum));
        _numbers += present;
        Present += present;
        Valid += double.IsFinite(sum) ? present : CountFinite(cells);
        AddSum(sum);
    }

    /// <summary>Eight cells at a time.</summary>
    private (double Sum, double Minimum, double Maximum, long Present) AddLanes(ReadOnlySpan<double> cells, out ReadOnlySpan<double> rest)
    {
        var sums = Vector512<double>.Zero;
        var least = Vector512.Create(double.PositiveInfinity);
        var most = Vector512.Create(double.NegativeInfinity);
        long present = 0;
        while (cells.Length >= Vector512<double>.Count)
        {
            var lanes = Vector512.Create(cells);
            var isNumber = Vector512.Equals(lanes, lanes);
            sums += Vector512.ConditionalSelect(isNumber, lanes, Vector512<double>.Zero);
            least = Vector512.MinNative(least, Vector512.ConditionalSelect(isNumber, lanes, least));
            most = Vector512.MaxNative(most, Vector512.ConditionalSelect(isNumber, lanes, most));
            var numbers = BitOperations.PopCount(isNumber.ExtractMostSignificantBits());
            present += numbers;
            if (numbers < Vector512<double>.Count)
            {
                var isMissing = Vector512.Equals(lanes.AsInt64() & Vector512.Create(long.MaxValue), Vector512.Create(Missing.Bits));
                CountNaN(Vector512<double>.Count - numbers - BitOperations.PopCount(isMissing.ExtractMostSignificantBits()));
            }

            cells = cells[Vector512<double>.Count..];
        }

        rest = cells;
        if (present == 0)
        {
            return (0, double.PositiveInfinity, double.NegativeInfinity, 0);
        }

        var (minimum, maximum) = (least[0], most[0]);
        for (var lane = 1; lane < Vector512<double>.Count; lane++)
        {
            (minimum, maximum) = (Math.Min(minimum, least[lane]), Math.Max(maximum, most[lane]));
        }

        return (Vector512.Sum(sums), minimum, maximum, present);
    }

    /// <summary>Cells that are not numbers, and not missing either.</summary>
    private void CountNaN(int count)
    {
        if (count > 0)
        {
            (_hasNaN, Present) = (true, Present + count);
        }
    }

    private readonly double ValueOf(double ofNumbers)
    {
        if (Present == 0)
        {
            return Missing.Value;
        }

        return _hasNaN ? double.NaN : ofNumbers;
    }

    /// <summary>Adds the rounding error of each addition too: D. E. Knuth, The Art of Computer Programming, volume 2, section 4.2.2.</summary>
    private void AddSum(double sum)
    {
        var total = _sum + sum;
        var part = total - _sum;
        var error = (_sum - (total - part)) + (sum - part);
        _sum = total;
        _rest += double.IsFinite(total) ? error : 0;
    }

    private static long CountFinite(ReadOnlySpan<double> cells)
    {
        long count = 0;
        foreach (var cell in cells)
        {
            count += double.IsFinite(cell) ? 1 : 0;
        }

        return count;
    }
}
