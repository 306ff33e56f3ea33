using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>Cuts what is asked of a data set into parts, file by file, in the order of time.</summary>
internal static class RowParts
{
    /// <summary>Observations of a part, about.</summary>
    private const int Size = 1 << 15;

    public static IEnumerable<RowPart> Of(ObservationDataset dataset, ObservationRequest request)
    {
        using var open = new OpenGranules();
        var granules = dataset.Within(request.Box, request.Start, request.End).ToList();
        for (var index = 0; index < granules.Count; index++)
        {
            var (granule, done) = (granules[index], (index + 1.0) / granules.Count);
            var parts = dataset.Kind switch
            {
                DatasetKind.Grid => OfGrid(open, dataset, granule, request, done),
                DatasetKind.Swath => OfSwath(open, dataset, granule, done),
                _ => OfPoints(open, dataset, granule, request, done),
            };
            foreach (var part in parts)
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<RowPart> OfGrid(OpenGranules open, ObservationDataset dataset, Granule granule, ObservationRequest request, double done)
    {
        var grid = open.Grid(dataset, granule);
        var window = GridWindow.Of(grid, request.Box);
        if (window.Cells == 0)
        {
            yield break;
        }

        var rows = Math.Max(1, Size / window.Columns);
        foreach (var step in GridWindow.Steps(grid, request.Start, request.End))
        {
            for (var row = 0; row < window.Rows; row += rows)
            {
                yield return new GridPart(granule, done, step, window.FirstRow + row, Math.Min(rows, window.Rows - row), window.Runs);
            }
        }
    }

    private static IEnumerable<RowPart> OfSwath(OpenGranules open, ObservationDataset dataset, Granule granule, double done)
    {
        var pixels = open.Swath(dataset, granule).Latitudes.Length;
        for (var first = 0; first < pixels; first += Size)
        {
            yield return new SwathPart(granule, done, first, Math.Min(pixels, first + Size));
        }
    }

    private static IEnumerable<RowPart> OfPoints(OpenGranules open, ObservationDataset dataset, Granule granule, ObservationRequest request, double done)
    {
        if (granule.Table is null)
        {
            yield break;
        }

        var table = open.Points(dataset, granule);
        for (var from = 0; from < table.Count;)
        {
            var rows = request.Rows.Rows(table, from, Size);
            if (rows.Count == 0)
            {
                yield break;
            }

            from = rows[^1] + 1;
            yield return new PointPart(granule, done, rows);
        }
    }
}
