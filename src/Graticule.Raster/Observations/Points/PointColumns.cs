namespace Graticule.Raster.Observations.Points;

/// <summary>The bytes of a text of a row.</summary>
internal delegate ReadOnlySpan<byte> BytesOf(int row);

/// <summary>What is written as a table: its columns by row, in the order of tables, wherever they lie.</summary>
internal sealed record PointColumns
{
    internal required int Count { get; init; }

    internal required Func<int, double> Latitude { get; init; }

    internal required Func<int, double> Longitude { get; init; }

    internal required Func<int, long> Time { get; init; }

    internal required Func<int, double> Depth { get; init; }

    /// <summary>Each once, in any order.</summary>
    internal required IReadOnlyList<Platform> Platforms { get; init; }

    /// <summary>Index in <see cref="Platforms"/>.</summary>
    internal required Func<int, int> Platform { get; init; }

    /// <summary>Texts that rows share, by the name of their column.</summary>
    internal required IReadOnlyList<(string Name, Func<int, string?> Text)> Shared { get; init; }

    /// <summary>Ids of rows, empty for none; null: no row has one.</summary>
    internal BytesOf? Meta { get; init; }

    /// <summary>Variables that have a value in some row.</summary>
    internal required IReadOnlyList<(ObservedVariable Variable, Func<int, double> Value)> Values { get; init; }
}
