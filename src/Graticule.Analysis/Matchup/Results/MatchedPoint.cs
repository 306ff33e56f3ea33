namespace Graticule.Analysis.Matchup.Results;

/// <summary>One observation of a match-up.</summary>
public sealed record MatchedPoint
{
    /// <summary>By which it is found again: of a grid or swath <c>{tile}[[t, y, x]]</c>; of points what the data set gives, or time and place.</summary>
    public required string Id { get; init; }

    /// <summary>Degrees, -180 to 180.</summary>
    public required double Longitude { get; init; }

    public required double Latitude { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long Time { get; init; }

    /// <summary>Metres below the surface; null: not known, or of a satellite.</summary>
    public double? Depth { get; init; }

    /// <summary>For points: what measured, as the observation says it; null for grids and swaths.</summary>
    public string? Platform { get; init; }

    public string? Device { get; init; }

    /// <summary>Base name of the file; null for points that give none.</summary>
    public string? File { get; init; }

    /// <summary>Id of the data set, or project of the points.</summary>
    public required string Source { get; init; }

    /// <summary>Index in <see cref="MatchSide.Variables"/> to value, in that order; those without a value are absent.</summary>
    public required IReadOnlyList<(int Variable, double Value)> Values { get; init; }
}

/// <summary>A secondary, and how it lies to its primary.</summary>
/// <param name="Secondary">The other observation.</param>
/// <param name="Distance">Metres.</param>
/// <param name="TimeDifference">Seconds from the primary to the secondary.</param>
/// <param name="Boxes">Of the side that is a grid, around its cell of this pair; empty where none were asked for.</param>
public sealed record Match(MatchedPoint Secondary, double Distance, long TimeDifference, IReadOnlyList<BoxValue> Boxes);

/// <summary>A primary with all its secondaries, the nearest first.</summary>
public sealed record MatchedPrimary(MatchedPoint Point, IReadOnlyList<Match> Matches);
