namespace Graticule.Raster.Observations;

/// <summary>How the observations of a data set lie in space and time.</summary>
public enum DatasetKind
{
    /// <summary>Cells of latitudes by longitudes; all cells of a step have one time.</summary>
    Grid,

    /// <summary>Pixels along a track; each has a latitude and longitude, and a time, of its own.</summary>
    Swath,

    /// <summary>Single observations in place (in situ), each with its platform, and a depth where it has one.</summary>
    Points,
}
