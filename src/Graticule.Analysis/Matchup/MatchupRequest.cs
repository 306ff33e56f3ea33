using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup;

/// <summary>What a match-up is to find.</summary>
public sealed record MatchupRequest
{
    /// <summary>Id of the primary data set; null: the points that were sent along are the primaries.</summary>
    public string? Primary { get; init; }

    /// <summary>Ids of secondary data sets, each once.</summary>
    public IReadOnlyList<string> Secondaries { get; init; } = [];

    /// <summary>Files of points that were sent along, as the job has them; null: none.</summary>
    public string? PrimaryPoints { get; init; }

    public string? SecondaryPoints { get; init; }

    /// <summary>Of the primaries.</summary>
    public LonLatBox Box { get; init; } = LonLatBox.World;

    /// <summary>Of the primaries: earliest time in seconds since 1970.</summary>
    public long Start { get; init; } = long.MinValue;

    public long End { get; init; } = long.MaxValue;

    /// <summary>Seconds.</summary>
    public long TimeTolerance { get; init; } = 86_400;

    /// <summary>Metres.</summary>
    public double RadiusTolerance { get; init; } = 1000;

    /// <summary>Points: codes or ids; empty: all.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    public string? Parameter { get; init; }

    public double? DepthMin { get; init; }

    public double? DepthMax { get; init; }

    public bool MatchOnce { get; init; }

    public bool PrioritizeDistance { get; init; } = true;

    public EarthSurface Surface { get; init; } = EarthSurface.Wgs84;

    /// <summary>n of the n x n cells whose statistics are told; 0: none.</summary>
    public int Cells { get; init; }

    public bool DropZeros { get; init; }

    /// <summary>Whether secondaries must lie in the box, too.</summary>
    public bool ClipSecondaries { get; init; }

    internal ScreeningRule? Screening { get; init; }

    public MatchRule Rule => new(
        RadiusTolerance, TimeTolerance, !MatchOnce ? MatchChoice.All : PrioritizeDistance ? MatchChoice.NearestInSpace : MatchChoice.NearestInTime, Surface);

    /// <summary>Earliest time that a secondary can have.</summary>
    public long SecondaryStart => Start <= long.MinValue + TimeTolerance ? long.MinValue : Start - TimeTolerance;

    public long SecondaryEnd => End >= long.MaxValue - TimeTolerance ? long.MaxValue : End + TimeTolerance;
}
