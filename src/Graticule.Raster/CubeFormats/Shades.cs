using System.Globalization;

namespace Graticule.Raster.CubeFormats;

/// <summary>How numbers become bytes: linearly, rounded to the nearest, the same for all bands and files.</summary>
/// <param name="Low">What becomes the first shade, and below.</param>
/// <param name="High">What becomes 255, and above.</param>
/// <param name="First">0; 1 where 0 stands for nodata.</param>
internal sealed record Shades(double Low, double High, byte First)
{
    private const byte Middle = 128;

    /// <summary>Whether a further band says where there is nothing.</summary>
    internal bool HasAlpha { get; init; }

    /// <summary>The shade of a number; 0 of NaN. Where all numbers are the same, it is the middle one.</summary>
    internal byte this[double number]
    {
        get
        {
            if (double.IsNaN(number))
            {
                return 0;
            }

            return High > Low ? (byte)Math.Round(First + (Math.Clamp((number - Low) / (High - Low), 0, 1) * (byte.MaxValue - First))) : Middle;
        }
    }

    /// <summary>A number is about its shade times this, plus <see cref="Offset"/>.</summary>
    internal double Factor => High > Low ? (High - Low) / (byte.MaxValue - First) : 1;

    /// <inheritdoc cref="Factor"/>
    internal double Offset => High > Low ? Low - (First * Factor) : Low - Middle;

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

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Values from {Low:G6} to {High:G6} are shown as {First} to 255{(HasAlpha ? "" : ", and nodata as 0")}.");
}
