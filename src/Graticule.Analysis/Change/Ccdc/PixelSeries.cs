namespace Graticule.Analysis.Change.Ccdc;

/// <summary>The observations of one pixel, in the order of its chip's dates.</summary>
/// <param name="values">
/// Date by date, the bands of each side by side: blue, green, red, near infrared, both short-wave infrared (reflectance x 10,000), thermal (kelvin x 10).
/// </param>
/// <param name="qa">The quality band, a number for each date.</param>
public readonly ref struct PixelSeries(ReadOnlySpan<int> values, ReadOnlySpan<int> qa)
{
    /// <summary>How many there are.</summary>
    public const int Bands = 7;

    /// <inheritdoc cref="PixelSeries(ReadOnlySpan{int}, ReadOnlySpan{int})" path="/param[@name='values']"/>
    public ReadOnlySpan<int> Values { get; } = values;

    public ReadOnlySpan<int> Qa { get; } = qa;
}
