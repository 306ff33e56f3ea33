using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Analysis.Observations.Series;

/// <summary>Gathers the statistics of the steps of a file. Steps of grids are theirs; those of swaths and points are days of UTC.</summary>
internal sealed class SeriesReader(ObservationDataset dataset, ObservationRequest request, int variable, CancellationToken cancellationToken)
    : IPartWorker<SeriesPart, IReadOnlyDictionary<long, StepStatistics>>
{
    private const long Day = 86400;

    private readonly OpenGranules _open = new();
    private float[] _cells = [];

    public IReadOnlyDictionary<long, StepStatistics> Treat(SeriesPart part)
    {
        var steps = new Dictionary<long, StepStatistics>();
        switch (dataset.Kind)
        {
            case DatasetKind.Grid:
                ReadGrid(part, steps);
                break;
            case DatasetKind.Swath:
                ReadSwath(part, steps);
                break;
            default:
                ReadPoints(part, steps);
                break;
        }

        return steps;
    }

    public void Dispose() => _open.Dispose();

    private void ReadGrid(SeriesPart part, Dictionary<long, StepStatistics> steps)
    {
        var grid = _open.Grid(dataset, part.Granule);
        var window = GridWindow.Of(grid, request.Box);
        foreach (var step in GridWindow.Steps(grid, request.Start, request.End).Where(step => step % part.Parts == part.Part))
        {
            var statistics = StepOf(steps, grid.Times[step]);
            foreach (var run in window.Runs)
            {
                ReadRun(grid, step, window, run, statistics);
            }
        }
    }

    private void ReadRun(GridGranule grid, int step, GridWindow window, (int First, int Count) run, StepStatistics statistics)
    {
        foreach (var (first, rows) in GridBands.Of(window.FirstRow, window.Rows, run.Count, grid.BlockRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = rows * run.Count;
            _cells = _cells.Length < length ? new float[length] : _cells;
            var cells = _cells.AsSpan(0, length);
            grid.Read(variable, step, first, rows, run.First, run.Count, cells);
            for (var row = 0; row < rows; row++)
            {
                statistics.Add(cells.Slice(row * run.Count, run.Count), grid.Latitudes[first + row]);
            }
        }
    }

    private void ReadSwath(SeriesPart part, Dictionary<long, StepStatistics> steps)
    {
        var swath = _open.Swath(dataset, part.Granule);
        var values = swath.Read(variable);
        for (var pixel = 0; pixel < values.Length; pixel++)
        {
            var time = swath.Times[pixel];
            if (!float.IsNaN(values[pixel]) && time >= request.Start && time <= request.End
                && request.Box.Contains(GridWindow.Turned(swath.Longitudes[pixel]), swath.Latitudes[pixel]))
            {
                StepOf(steps, DayOf(time)).Add(values[pixel], swath.Latitudes[pixel]);
            }
        }
    }

    private void ReadPoints(SeriesPart part, Dictionary<long, StepStatistics> steps)
    {
        if (part.Granule.Table is null)
        {
            return;
        }

        var table = _open.Points(dataset, part.Granule);
        var column = table.IndexOf(dataset.Variables[variable].Name);
        if (column < 0)
        {
            return;
        }

        var times = table.Times;
        var latitudes = table.Latitudes;
        var values = table.Values(column);
        foreach (var row in request.Rows.Rows(table))
        {
            if (!double.IsNaN(values[row]))
            {
                StepOf(steps, DayOf(times[row])).Add(values[row], latitudes[row]);
            }
        }
    }

    private static long DayOf(long time) => time - (((time % Day) + Day) % Day);

    private static StepStatistics StepOf(Dictionary<long, StepStatistics> steps, long time)
    {
        if (!steps.TryGetValue(time, out var step))
        {
            step = steps[time] = new();
        }

        return step;
    }
}
