using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>Reads parts, and writes the rows of each as text.</summary>
/// <param name="dataset">The data set.</param>
/// <param name="request">Of swaths, which pixels are wanted.</param>
/// <param name="variables">Indexes of the variables.</param>
/// <param name="format">Writes rows.</param>
internal sealed class RowReader(ObservationDataset dataset, ObservationRequest request, IReadOnlyList<int> variables, IRowFormat format) : IPartWorker<RowPart, RowText>
{
    private readonly OpenGranules _open = new();

    public RowText Treat(RowPart part)
    {
        var block = part switch
        {
            GridPart grid => Read(grid),
            SwathPart swath => Read(swath),
            PointPart points => Read(points),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "There are three kinds of parts."),
        };
        var text = new TextBuffer();
        format.Write(block, text);
        return new(text, block.Count, part.Done);
    }

    public void Dispose() => _open.Dispose();

    private RowBlock Read(GridPart part)
    {
        var grid = _open.Grid(dataset, part.Granule);
        var block = new RowBlock(variables.Count, (part.Rows * part.Runs.Sum(run => run.Count)) + 1);
        var values = variables.Select(variable => part.Runs.Select(run =>
        {
            var cells = new float[part.Rows * run.Count];
            grid.Read(variable, part.Step, part.FirstRow, part.Rows, run.First, run.Count, cells);
            return cells;
        }).ToArray()).ToArray();
        for (var row = 0; row < part.Rows; row++)
        {
            for (var run = 0; run < part.Runs.Count; run++)
            {
                var (first, count) = part.Runs[run];
                for (var column = 0; column < count; column++)
                {
                    var at = block.Count;
                    block.Latitudes[at] = grid.Latitudes[part.FirstRow + row];
                    block.Longitudes[at] = GridWindow.Turned(grid.Longitudes[first + column]);
                    block.Times[at] = grid.Times[part.Step];
                    for (var variable = 0; variable < values.Length; variable++)
                    {
                        block.Values[variable][at] = values[variable][run][(row * count) + column];
                    }

                    block.Keep();
                    if (block.Count > at && format.NeedsIds)
                    {
                        block.Ids[at] = grid.IdOf(part.Step, part.FirstRow + row, first + column);
                    }
                }
            }
        }

        return block;
    }

    private RowBlock Read(SwathPart part)
    {
        var swath = _open.Swath(dataset, part.Granule);
        var values = variables.Select(variable => _open.Pixels(swath, variable)).ToArray();
        var block = new RowBlock(variables.Count, part.End - part.First + 1);
        for (var pixel = part.First; pixel < part.End; pixel++)
        {
            var (latitude, longitude, time) = (swath.Latitudes[pixel], GridWindow.Turned(swath.Longitudes[pixel]), swath.Times[pixel]);
            if (time < request.Start || time > request.End || !request.Box.Contains(longitude, latitude))
            {
                continue;
            }

            var at = block.Count;
            (block.Latitudes[at], block.Longitudes[at], block.Times[at]) = (latitude, longitude, time);
            for (var variable = 0; variable < values.Length; variable++)
            {
                block.Values[variable][at] = values[variable][pixel];
            }

            block.Keep();
            if (block.Count > at && format.NeedsIds)
            {
                block.Ids[at] = swath.IdOf(pixel);
            }
        }

        return block;
    }

    private RowBlock Read(PointPart part)
    {
        var table = _open.Points(dataset, part.Granule);
        int[] columns = [.. variables.Select(variable => table.IndexOf(dataset.Variables[variable].Name))];
        var block = new RowBlock(columns.Length, part.Rows.Count + 1) { Depths = new double[part.Rows.Count + 1], Platforms = new Platform[part.Rows.Count + 1] };
        foreach (var row in part.Rows)
        {
            var at = block.Count;
            (block.Latitudes[at], block.Longitudes[at], block.Times[at]) = (table.Latitudes[row], table.Longitudes[row], table.Times[row]);
            (block.Depths[at], block.Platforms[at]) = (table.Depths[row], table.PlatformOf(row));
            for (var variable = 0; variable < columns.Length; variable++)
            {
                block.Values[variable][at] = columns[variable] < 0 ? double.NaN : table.Values(columns[variable])[row];
            }

            block.Keep();
            if (block.Count > at)
            {
                block.Ids[at] = table.MetaOf(row) ?? "";
            }
        }

        return block;
    }
}

/// <summary>Rows as text.</summary>
/// <param name="Text">Of all of them.</param>
/// <param name="Count">How many.</param>
/// <param name="Done">As <see cref="RowPart.Done"/>.</param>
internal sealed record RowText(TextBuffer Text, int Count, double Done);

/// <summary>How rows become text.</summary>
internal interface IRowFormat
{
    /// <summary>Whether ids of cells and pixels are written; they cost more than all else.</summary>
    bool NeedsIds { get; }

    /// <summary>Adds all rows of a block.</summary>
    void Write(RowBlock block, TextBuffer text);
}
