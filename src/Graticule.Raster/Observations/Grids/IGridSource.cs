namespace Graticule.Raster.Observations.Grids;

/// <summary>A file of grids, whatever its format. One thread uses it at a time.</summary>
internal interface IGridSource : IDisposable
{
    GridShape Shape { get; }

    /// <summary>Those that were asked for, in their order; null for one that the file has not.</summary>
    IReadOnlyList<ObservedVariable?> Variables { get; }

    /// <summary>Of the file, as text.</summary>
    IReadOnlyDictionary<string, string> Attributes { get; }

    /// <inheritdoc cref="GridGranule.Read"/>
    void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values);
}

/// <summary>Where the cells of a grid lie, and how they are stored.</summary>
/// <param name="Latitudes">Degrees, of each row, strictly rising or falling.</param>
/// <param name="Longitudes">Degrees, of each column, strictly rising or falling, less than 360 from the first to the last.</param>
/// <param name="Times">Seconds since 1970, of each step.</param>
/// <param name="BlockRows">Rows that are decoded together.</param>
/// <param name="BlockColumns">Columns that are decoded together.</param>
/// <param name="Dimensions">All of the file, by which identifiers are made.</param>
internal sealed record GridShape(
    double[] Latitudes, double[] Longitudes, long[] Times, int BlockRows, int BlockColumns, IReadOnlyList<TileDimension> Dimensions)
{
    /// <summary>Most cells of a step: their index is a whole number of 32 bits.</summary>
    internal const long MostCells = int.MaxValue;

    internal long Count => (long)Latitudes.Length * Longitudes.Length * Times.Length;
}
