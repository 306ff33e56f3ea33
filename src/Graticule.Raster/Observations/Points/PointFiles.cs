namespace Graticule.Raster.Observations.Points;

/// <summary>Files of observations in place, in the formats of a list, and the tables made of them.</summary>
public static class PointFiles
{
    private static readonly IReadOnlyList<IPointReader> Readers =
    [
        new CsvPointReader(),
        new JsonPointReader(),
        new SeaBassReader(),
        new ParquetPointReader(),
        new SamplingReader(),
    ];

    /// <summary>Whether files of that name are read as points. NetCDF files are too, where they hold discrete sampling geometries.</summary>
    public static bool Reads(string path) => Readers.Any(reader => reader.Reads(path));

    /// <summary>Makes the table of a file.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="layout">Names of its columns, where they are not the usual ones, and of the variables that are wanted.</param>
    /// <param name="table">Where the table is written, whole or not at all.</param>
    /// <exception cref="ObservationFileException">The file cannot be read, or has no row that can.</exception>
    public static PointFileFacts Build(string path, DatasetLayout layout, string table)
    {
        using var rows = Read(path, layout, Path.GetDirectoryName(Path.GetFullPath(table)));
        rows.Table.Write(table);
        using var written = PointTable.Open(table);
        return new()
        {
            Count = written.Count,
            Start = written.Times[0],
            End = written.Times[^1],
            Bounds = written.Bounds,
            Variables = written.Variables,
            Platforms = written.PlatformCodes,
            Provider = written.ProviderOf(0),
            Project = written.ProjectOf(0),
            Attributes = rows.Attributes,
            Rejected = rows.Rejected,
            Faults = rows.Faults,
        };
    }

    /// <summary>Reads all rows of a file; at least one.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="layout">What is to be read of it.</param>
    /// <param name="folder">For rows that are too many to be held; null: all are held.</param>
    internal static PointRows Read(string path, DatasetLayout layout, string? folder = null)
    {
        var reader = Readers.FirstOrDefault(reader => reader.Reads(path))
            ?? throw new ObservationFileException(path, "has a name that ends as none of the formats of points does: .csv, .tsv, .json, .geojson, .sb (these also with .gz), .parquet, .nc");
        PointRows rows = new(path, layout, folder);
        try
        {
            reader.Read(rows);
        }
        catch (Exception fault)
        {
            rows.Dispose();
            if (fault is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                throw new ObservationFileException(path, $"cannot be read: {fault.Message.TrimEnd('.')}", fault);
            }

            throw;
        }

        return rows.Table.Count > 0 ? rows
            : throw new ObservationFileException(path, rows.Rejected == 0 ? "has no observations" : $"has no observation that can be read; {rows.Faults[0]}");
    }
}
