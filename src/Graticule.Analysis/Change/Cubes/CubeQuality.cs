using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>What the observations of a cube show.</summary>
/// <param name="Position">Of the band of quality; null: there is none, and all that is there is clear.</param>
/// <param name="Of">What a number of it means.</param>
internal sealed record CubeQuality(int? Position, Func<int, QaClass> Of)
{
    internal const string OfParameters = "parameters";

    /// <summary>Codings by their names.</summary>
    private static readonly Dictionary<string, Func<int, QaClass>> Known = new(StringComparer.Ordinal)
    {
        ["landsat-collection-1"] = number => QaClasses.Of(number, new() { UnknownIsFill = true }),
        ["landsat-collection-2"] = Collection2,
        ["sentinel-2-scl"] = SceneClassification,
    };

    internal static CubeQuality None { get; } = new(null, static _ => QaClass.Clear);

    internal static IEnumerable<string> Codings => [OfParameters, .. Known.Keys];

    /// <summary>A coding by its name; null if there is none.</summary>
    internal static Func<int, QaClass>? Find(string name, QaCoding ofParameters)
    {
        var own = ofParameters with { UnknownIsFill = true };
        return name == OfParameters ? number => QaClasses.Of(number, own) : Known.GetValueOrDefault(name);
    }

    /// <summary>What a value of the band means: what is no number is fill.</summary>
    internal QaClass Shown(double value) => value is >= int.MinValue and <= int.MaxValue ? Of((int)value) : QaClass.Fill;

    /// <summary>QA_PIXEL (USGS LSDS-1328): fill, dilated cloud, cirrus, cloud, shadow, snow, clear, water.</summary>
    private static QaClass Collection2(int number) => number switch
    {
        _ when (number & 1) != 0 => QaClass.Fill,
        _ when (number & 0b1110) != 0 => QaClass.Cloud,
        _ when (number & 1 << 4) != 0 => QaClass.Shadow,
        _ when (number & 1 << 5) != 0 => QaClass.Snow,
        _ when (number & 1 << 7) != 0 => QaClass.Water,
        _ when (number & 1 << 6) != 0 => QaClass.Clear,
        _ => QaClass.Fill,
    };

    /// <summary>SCL of Sen2Cor: vegetation, bare soil and what is not classified are clear.</summary>
    private static QaClass SceneClassification(int number) => number switch
    {
        2 or 3 => QaClass.Shadow,
        4 or 5 or 7 => QaClass.Clear,
        6 => QaClass.Water,
        8 or 9 or 10 => QaClass.Cloud,
        11 => QaClass.Snow,
        _ => QaClass.Fill,
    };
}
