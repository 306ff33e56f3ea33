using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>A table of observations, open while one request is answered, and the data set that it belongs to.</summary>
internal sealed class InsituTable(ObservationDataset dataset, PointTable rows) : IDisposable
{
    public PointTable Rows { get; } = rows;

    /// <summary>As the row says; else as the data set does.</summary>
    public string? ProviderOf(int row) => Rows.ProviderOf(row) ?? dataset.Provider;

    /// <summary>As the row says; else as the data set does.</summary>
    public string ProjectOf(int row) => Rows.ProjectOf(row) ?? dataset.Project;

    /// <summary>Opens the tables that may hold what a query asks for, in a stable order.</summary>
    /// <exception cref="ObservationFileException">One cannot be read.</exception>
    public static List<InsituTable> Open(DatasetCatalog datasets, InsituQuery query)
    {
        List<InsituTable> tables = [];
        try
        {
            foreach (var dataset in datasets.List().Where(dataset => dataset.Kind == DatasetKind.Points))
            {
                foreach (var granule in dataset.Within(query.Rows.Box, query.Rows.Start, query.Rows.End).Where(granule => granule.Table is not null))
                {
                    tables.Add(new(dataset, PointTable.Open(Path.Combine(dataset.Folder, granule.Table!))));
                }
            }

            return tables;
        }
        catch
        {
            tables.ForEach(table => table.Dispose());
            throw;
        }
    }

    public void Dispose() => Rows.Dispose();
}
