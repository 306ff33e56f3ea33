using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Observations.Conventions;

/// <summary>
/// How the numbers of an array become values: what stands for nothing, the range of what is valid, scale and offset; by the Climate and Forecast
/// conventions, sections 2.5.1 and 8.1, and the NetCDF Users Guide, appendix A.
/// </summary>
internal sealed class Packing
{
    /// <summary>What the netCDF library puts where nothing was written and the file declares nothing else, of each type but bytes.</summary>
    private static readonly Dictionary<int, double> LibraryFills = new()
    {
        [(int)PixelType.Int16] = -32767,
        [(int)PixelType.UInt16] = 65535,
        [(int)PixelType.Int32] = -2147483647,
        [(int)PixelType.UInt32] = 4294967295,
        [(int)PixelType.Float32] = 9.969209968386869e36f,
        [(int)PixelType.Float64] = 9.969209968386869e36,
    };

    private readonly double[] _missing;
    private readonly double _least;
    private readonly double _most;

    private Packing(double[] missing, double least, double most, double scale, double offset) =>
        (_missing, _least, _most, Scale, Offset) = (missing, least, most, scale, offset);

    internal double Scale { get; }

    internal double Offset { get; }

    /// <summary>Whether numbers are values, but for those that are missing.</summary>
    internal bool IsPlain => Scale == 1 && Offset == 0;

    /// <summary>Whether every number that is not NaN or infinite is a valid one.</summary>
    internal bool TakesAll => _missing.Length == 0 && double.IsNegativeInfinity(_least) && double.IsPositiveInfinity(_most);

    /// <summary>Least and greatest valid number in single precision; infinite ones are none.</summary>
    internal (float Least, float Most) SingleRange => ((float)Math.Max(_least, float.MinValue), (float)Math.Min(_most, float.MaxValue));

    /// <summary>What stands for nothing, in single precision.</summary>
    internal float[] SingleMissing => Array.ConvertAll(_missing, number => (float)number);

    /// <param name="array">Of numbers.</param>
    /// <param name="hasLibraryFills">Whether what was never written holds what the netCDF library puts there.</param>
    internal static Packing Of(ArrayInfo array, bool hasLibraryFills)
    {
        var isSingle = array.SampleType == (int)PixelType.Float32;
        var scale = array.NumberOf("scale_factor") ?? 1;
        var offset = array.NumberOf("add_offset") ?? 0;
        List<double> missing = [.. Numbers("_FillValue"), .. Numbers("missing_value")];
        if (missing.Count == 0 && hasLibraryFills && LibraryFills.TryGetValue(array.SampleType, out var fill))
        {
            missing.Add(fill);
        }

        var (least, most) = Range(array, scale, offset);
        return new([.. missing.Where(double.IsFinite).Select(Stored).Distinct()], Stored(least), Stored(most), scale, offset);

        // Some producers spell it otherwise.
        IReadOnlyList<double> Numbers(string name) =>
            array.Attributes.FirstOrDefault(attribute => string.Equals(attribute.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.Numbers ?? [];

        double Stored(double number) => isSingle ? (float)number : number;
    }

    /// <summary>The value of a stored number; NaN where it stands for nothing.</summary>
    internal double Unpack(double number) => IsValid(number) ? (number * Scale) + Offset : double.NaN;

    /// <summary>Turns stored numbers into values in place.</summary>
    internal void Unpack(Span<double> numbers)
    {
        foreach (ref var number in numbers)
        {
            number = Unpack(number);
        }
    }

    /// <summary>Whether a stored number is neither missing nor out of the valid range.</summary>
    internal bool IsValid(double number)
    {
        if (!double.IsFinite(number) || number < _least || number > _most)
        {
            return false;
        }

        foreach (var missing in _missing)
        {
            if (number == missing)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The valid range in stored numbers. Limits of packed integers that are themselves no integers are limits of the values: their type is that of
    /// scale and offset.
    /// </summary>
    private static (double Least, double Most) Range(ArrayInfo array, double scale, double offset)
    {
        var pair = array.Attributes.GetValueOrDefault("valid_range");
        var (least, most) = pair?.Numbers is [var low, var high] ? (low, high) : (Limit("valid_min", double.NegativeInfinity), Limit("valid_max", double.PositiveInfinity));
        var isPacked = scale != 0 && array.Attributes.ContainsKey("scale_factor") && !IsFloating(array.SampleType);
        if (!isPacked || !new[] { pair, array.Attributes.GetValueOrDefault("valid_min"), array.Attributes.GetValueOrDefault("valid_max") }.Any(limit => limit is { Numbers.Count: > 0 } && IsFloating(limit.SampleType)))
        {
            return (least, most);
        }

        // A whole number that becomes the limit itself is within it, however the division is rounded.
        var (first, last) = ((least - offset) / scale, (most - offset) / scale);
        return (Math.Min(first, last) - 1e-6, Math.Max(first, last) + 1e-6);

        double Limit(string name, double none) => array.NumberOf(name) is { } number && !double.IsNaN(number) ? number : none;
    }

    private static bool IsFloating(int type) => type is (int)PixelType.Float32 or (int)PixelType.Float64;
}
