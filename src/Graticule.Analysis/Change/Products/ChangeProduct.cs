using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.Change.Products;

/// <summary>A map of change that is made of the segments of pixels at a date.</summary>
/// <param name="Name">Such as <c>time-of-change</c>.</param>
/// <param name="Abbreviation">As names of files have it, such as <c>SCTIME</c>.</param>
/// <param name="Type">Of the map's samples.</param>
/// <param name="Description">What the numbers are.</param>
/// <param name="Value">The number of a pixel: of its segments, in any order, at a day (<see cref="ChangeModel"/> says how days count).</param>
public sealed record ChangeProduct(string Name, string Abbreviation, PixelType Type, string Description, Func<IReadOnlyList<ChangeModel>, int, double> Value)
{
    /// <summary>
    /// Those that need nothing but segments. The maps of land cover of the same family need a trained classifier, which there is none of here.
    /// </summary>
    public static IReadOnlyList<ChangeProduct> All { get; } =
    [
        new("time-of-change", "SCTIME", PixelType.Int16, "Day of the year of the change in the year of the date; 0: none.", (segments, day) => ProductRules.TimeOfChange(segments, day)),
        new("magnitude-of-change", "SCMAG", PixelType.Float32, "Size of that change over green, red, both infrared and short-wave bands; 0: none.", (segments, day) => ProductRules.MagnitudeOfChange(segments, day)),
        new("time-since-change", "SCLAST", PixelType.Int16, "Days since the last change until the date; 0: none, or on that day.", (segments, day) => ProductRules.TimeSinceChange(segments, day)),
        new("length-of-segment", "SCSTAB", PixelType.Int16, "Days since the segment began, or the last one ended; those since 1982-01-01 where there is none.", (segments, day) => ProductRules.LengthOfSegment(segments, day)),
        new("curve-fit", "SCMQA", PixelType.UInt8, "How the model at the date was fitted: coefficients 4, 6, 8; 14, 24: at the ends of the series; 44: few clear looks; 54: snow; 0: no model.", (segments, day) => ProductRules.CurveFit(segments, day)),
    ];

    /// <summary>The product of that name or abbreviation; null: there is none.</summary>
    public static ChangeProduct? Find(string name) => All.FirstOrDefault(product => product.Name == name || product.Abbreviation == name);
}
