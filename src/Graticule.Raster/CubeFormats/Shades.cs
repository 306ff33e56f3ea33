namespace Graticule.Raster.CubeFormats;

/// <summary>How numbers become bytes: linearly, rounded to the nearest, the same for all bands and files.</summary>
/// <param name="Low">What becomes the first shade, and below.</param>
/// <param name="High">What becomes 255, and above.</param>
/// <param name="First">0; 1 where 0 stands for nodata.</param>
internal sealed record Shades(double Low, double High, byte First)
{
    /// <summary>Whether a further band says where there is nothing.</summary>
    internal bool HasAlpha { get; init; }

    /// <summary>The shade of a number; 0 of NaN. Where all numbers are the same, it is the middle one.</summary>
    internal byte this[double number] => double.IsNaN(number) ? (byte)0
        : High > Low ? (byte)Math.Round(First + (Math.Clamp((number - Low) / (High - Low), 0, 1) * (byte.MaxValue - First)))
        : (byte)128;

    /// <summary>What becomes of statistics, but for rounding.</summary>
    internal CellSummary Apply(CellSummary summary)
    {
        if (summary.Valid == 0)
        {
            return summary;
        }

        var factor = High > Low ? (byte.MaxValue - First) / (High - Low) : 0;
        return summary with
        {
            Minimum = this[summary.Minimum],
            Maximum = this[summary.Maximum],
            Mean = High > Low ? Math.Clamp(First + ((summary.Mean - Low) * factor), First, byte.MaxValue) : this[Low],
            Squares = summary.Squares * factor * factor,
        };
    }

    public override string ToString() => FormattableString.Invariant(
        $"Values from {Low:G6} to {High:G6} are shown as {First} to 255{(HasAlpha ? "" : ", and nodata as 0")}.");
}
