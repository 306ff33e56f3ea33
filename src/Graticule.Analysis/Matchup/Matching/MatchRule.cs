namespace Graticule.Analysis.Matchup.Matching;

/// <summary>When two places are a pair: both limits belong to it.</summary>
/// <param name="Radius">Greatest distance in metres.</param>
/// <param name="Seconds">Greatest difference in time.</param>
/// <param name="Choice">Which of a primary's pairs are kept.</param>
/// <param name="Surface">On what distances are measured.</param>
public sealed record MatchRule(double Radius, long Seconds, MatchChoice Choice = MatchChoice.All, EarthSurface Surface = EarthSurface.Wgs84);

/// <summary>Which of a primary's pairs are kept.</summary>
public enum MatchChoice
{
    All,

    /// <summary>The nearest in space, among those the nearest in time; and all others at the very same place and time as that one.</summary>
    NearestInSpace,

    /// <summary>The nearest in time, among those the nearest in space; and all others at the very same place and time as that one.</summary>
    NearestInTime,
}

/// <summary>What distances are measured on.</summary>
public enum EarthSurface
{
    /// <summary>Geodesics on the ellipsoid of WGS84 (Karney 2013, doi 10.1007/s00190-012-0578-z).</summary>
    Wgs84,

    /// <summary>Great circles on the sphere of mean radius 6,371,008.8 m.</summary>
    Sphere,
}
