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
    private const int Cirrus = 3 << 8;
    private const int Occlusion = 1 << 10;

    /// <summary>The first that applies of fill, cloud, shadow, snow, water and clear, as pyccd asks.</summary>
    internal static QaClass Of(int value, QaCoding coding)
    {
        if (!coding.IsBits)
        {
            for (var i = 0; i < coding.ClassNumbers.Count; i++)
            {
                if (coding.ClassNumbers[i] == value)
                {
                    return (QaClass)i;
                }
            }

            return QaClass.Unknown;
        }

        return value switch
        {
            _ when (value & 1) != 0 => QaClass.Fill,
            _ when (value & (1 << 5)) != 0 => QaClass.Cloud,
            _ when (value & (1 << 3)) != 0 => QaClass.Shadow,
            _ when (value & (1 << 4)) != 0 => QaClass.Snow,
            _ when (value & (1 << 2)) != 0 => QaClass.Water,
            _ when (value & (1 << 1)) != 0 => QaClass.Clear,
            _ when coding.KnowsCirrus && ((value & Cirrus) == Cirrus || (value & Occlusion) != 0) => QaClass.Clear,
            _ => QaClass.Unknown,
        };
    }
}
