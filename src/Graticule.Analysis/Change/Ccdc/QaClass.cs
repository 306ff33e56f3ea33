namespace Graticule.Analysis.Change.Ccdc;

/// <summary>What an observation shows.</summary>
internal enum QaClass : byte
{
    Fill,
    Clear,
    Water,
    Shadow,
    Snow,
    Cloud,

    /// <summary>The number has no meaning; no result can be given for its pixel.</summary>
    Unknown,
}

/// <summary>Reads the quality band.</summary>
internal static class QaClasses
{
    internal static QaClass Of(int value, QaCoding coding)
    {
        var shown = coding.IsBits ? OfBits(value, coding) : OfNumber(value, coding);
        return shown == QaClass.Unknown && coding.UnknownIsFill ? QaClass.Fill : shown;
    }

    /// <summary>The first that applies of fill, cloud, shadow, snow, water and clear, as pyccd asks.</summary>
    private static QaClass OfBits(int value, QaCoding coding) => value switch
    {
        _ when Has(value, coding.Fill) => QaClass.Fill,
        _ when Has(value, coding.Cloud) => QaClass.Cloud,
        _ when Has(value, coding.Shadow) => QaClass.Shadow,
        _ when Has(value, coding.Snow) => QaClass.Snow,
        _ when Has(value, coding.Water) => QaClass.Water,
        _ when Has(value, coding.Clear) => QaClass.Clear,
        _ when coding.KnowsCirrus && ((Has(value, coding.FirstCirrus) && Has(value, coding.SecondCirrus)) || Has(value, coding.Occlusion)) => QaClass.Clear,
        _ => QaClass.Unknown,
    };

    private static QaClass OfNumber(int value, QaCoding coding) => value switch
    {
        _ when value == coding.Fill => QaClass.Fill,
        _ when value == coding.Clear => QaClass.Clear,
        _ when value == coding.Water => QaClass.Water,
        _ when value == coding.Shadow => QaClass.Shadow,
        _ when value == coding.Snow => QaClass.Snow,
        _ when value == coding.Cloud => QaClass.Cloud,
        _ => QaClass.Unknown,
    };

    private static bool Has(int value, int bit) => (value >> bit & 1) != 0;
}
