using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>What of a cube is searched for change, and how.</summary>
internal sealed record ChangePlan
{
    internal required string Algorithm { get; init; }

    internal required CcdcParameters Parameters { get; init; }

    /// <summary>In the order of the results.</summary>
    internal required IReadOnlyList<ChangeBand> Bands { get; init; }

    /// <summary>The same, as <see cref="Parameters"/> number them: those first by which change and outliers are found.</summary>
    internal required IReadOnlyList<ChangeBand> Lanes { get; init; }

    /// <summary>What observations show.</summary>
    internal required CubeQuality Quality { get; init; }

    /// <summary>Most segments of a pixel that a cube tells.</summary>
    internal int Segments { get; init; } = 8;

    /// <summary>Days that models are told at, in place of segments.</summary>
    internal IReadOnlyList<(string Label, int Day)>? Dates { get; init; }

    /// <summary>Whether a day that lies in no segment has the model of the segment nearest to it.</summary>
    internal bool FillsGaps { get; init; }

    internal DayForm Days { get; init; }

    /// <summary>The number that <see cref="Parameters"/> have of a band.</summary>
    internal int LaneOf(ChangeBand band)
    {
        var lane = 0;
        while (!ReferenceEquals(Lanes[lane], band))
        {
            lane++;
        }

        return lane;
    }

    /// <summary>What the bands of the resulting cube are called.</summary>
    internal IReadOnlyList<string> Labels =>
    [
        .. SegmentBands.Facts,
        .. Bands.SelectMany(band => SegmentBands.OfModel.Concat(Dates is null ? [] : [SegmentBands.Value]).Select(name => $"{band.Role}_{name}")),
    ];
}

/// <summary>How days are counted in cubes.</summary>
internal enum DayForm
{
    /// <summary>From 1 on 1 January of year 1.</summary>
    Ordinal,

    /// <summary>From 0 on 1 January 1970.</summary>
    Unix,

    /// <summary>Years, with what has passed of them as a fraction.</summary>
    Year,
}
