namespace Graticule.Analysis.Change.Chips;

/// <summary>Names of the inputs and outputs of the process <c>ccdc-chip</c>.</summary>
public static class ChipNames
{
    public const string Process = "ccdc-chip";

    /// <summary>Left edge of the chip, in metres of its grid.</summary>
    public const string ChipX = "chipX";

    /// <summary>Upper edge of the chip.</summary>
    public const string ChipY = "chipY";

    public const string Algorithm = "algorithm";

    /// <summary>Where the observations are.</summary>
    public const string Source = "source";

    public const string Parameters = "parameters";

    /// <summary>The pixels to compute, 0 to 9,999, row by row; all without it.</summary>
    public const string Pixels = "pixels";

    /// <summary>The results in one file: <see cref="Results.ChipFile"/>.</summary>
    public const string Chip = "chip";

    /// <summary>The segments as a table.</summary>
    public const string Segments = "segments";

    /// <summary>The last segment of each pixel as an image.</summary>
    public const string Image = "image";

    /// <summary>Counts of pixels.</summary>
    public const string Counts = "counts";
}
