using Graticule.Raster.Tables;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// Tables in Apache Parquet: plain ones with columns of the usual names, GeoParquet whose places are points, and those of Apache SDAP's in-situ
/// service, whose folders tell provider, project and platform.
/// </summary>
internal sealed class ParquetPointReader : IPointReader
{
    public bool Reads(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".geoparquet", StringComparison.OrdinalIgnoreCase);

    public void Read(PointRows rows)
    {
        rows.Row = "row";
        try
        {
            using var table = ParquetTable.Open(rows.Path);
            ParquetColumns columns = new(table, rows);
            var first = 1L;
            for (var group = 0; group < table.Groups; group++)
            {
                columns.Take(group, first);
                first += table.RowsOf(group);
            }
        }
        catch (ParquetException fault)
        {
            throw new ObservationFileException(rows.Path, fault.Message, fault);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new ObservationFileException(rows.Path, "is damaged: its values are not where its metadata say", fault);
        }
    }
}
