namespace Graticule.Raster.Pixels;

/// <summary>Count, extremes and sum of the valid samples of a raster; NaN and nodata are not valid.</summary>
public readonly record struct Statistics(long Valid, double Min, double Max, double Sum)
{
    public static Statistics Empty { get; } = new(0, double.PositiveInfinity, double.NegativeInfinity, 0);

    /// <summary>NaN if nothing is valid.</summary>
    public double Mean => Sum / Valid;

    public static Statistics operator +(Statistics a, Statistics b) =>
        new(a.Valid + b.Valid, Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max), a.Sum + b.Sum);
}
