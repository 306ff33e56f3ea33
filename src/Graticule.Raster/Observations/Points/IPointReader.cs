namespace Graticule.Raster.Observations.Points;

/// <summary>Reads files of points of one format.</summary>
internal interface IPointReader
{
    /// <summary>Whether a file of that name is of this format.</summary>
    bool Reads(string path);

    /// <summary>Reads all rows of the file.</summary>
    /// <exception cref="ObservationFileException">It is not of the format, or lacks what every row needs.</exception>
    void Read(PointRows rows);
}
