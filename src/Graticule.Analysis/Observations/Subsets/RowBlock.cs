using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>Some observations, in columns.</summary>
/// <param name="variables">How many variables there are.</param>
/// <param name="capacity">Most observations.</param>
internal sealed class RowBlock(int variables, int capacity)
{
    public int Count { get; set; }

    /// <summary>Degrees, -180 to 180.</summary>
    public double[] Longitudes { get; } = new double[capacity];

    public double[] Latitudes { get; } = new double[capacity];

    /// <summary>Seconds since 1970.</summary>
    public long[] Times { get; } = new long[capacity];

    /// <summary>Of each variable: its values, NaN for missing ones.</summary>
    public double[][] Values { get; } = [.. Enumerable.Range(0, variables).Select(_ => new double[capacity])];

    /// <summary>What each is found again by.</summary>
    public string[] Ids { get; } = new string[capacity];

    /// <summary>Of points: metres downwards, NaN where it is not known.</summary>
    public double[]? Depths { get; init; }

    /// <summary>Of points.</summary>
    public Platform[]? Platforms { get; init; }

    /// <summary>Whether values are of 32 bits, and so printed with fewer digits.</summary>
    public bool IsSingle => Depths is null;

    /// <summary>Takes a row in whose places and values were written at <see cref="Count"/>, unless all its values are missing.</summary>
    public void Keep()
    {
        foreach (var values in Values)
        {
            if (!double.IsNaN(values[Count]))
            {
                Count++;
                return;
            }
        }
    }
}
