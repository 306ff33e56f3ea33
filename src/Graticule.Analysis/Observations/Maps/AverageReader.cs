using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Analysis.Observations.Maps;

/// <summary>Adds the values of files to the map of its thread, which it gives when it ends.</summary>
internal sealed class AverageReader(
    ObservationDataset dataset, ObservationRequest request, int variable, AverageMap empty, Action<AverageMap> give, CancellationToken cancellationToken)
    : IPartWorker<Granule, Granule>
{
    private readonly AverageMap _map = empty.Another();
    private readonly OpenGranules _open = new();
    private float[] _cells = [];

    public Granule Treat(Granule part)
    {
        var grid = _open.Grid(dataset, part);
        var window = GridWindow.Of(grid, request.Box);
        var columns = AverageMap.ColumnsOf(grid, window, request.Box);
        if (!_map.IsOver(grid, window, columns))
        {
            throw new ObservationFileException(part.Path, "has other cells in the box than the files before it, and a map has one grid");
        }

        // Where each column of the file lies in the map.
        var places = new int[grid.Longitudes.Length];
        for (var column = 0; column < columns.Length; column++)
        {
            places[columns[column]] = column;
        }

        foreach (var step in GridWindow.Steps(grid, request.Start, request.End))
        {
            foreach (var run in window.Runs)
            {
                Add(grid, step, window, run, places);
            }
        }

        return part;
    }

    public void Dispose()
    {
        _open.Dispose();
        give(_map);
    }

    private void Add(GridGranule grid, int step, GridWindow window, (int First, int Count) run, int[] places)
    {
        var isFalling = AverageMap.IsFalling(grid.Latitudes);
        foreach (var (first, rows) in GridBands.Of(window.FirstRow, window.Rows, run.Count, grid.BlockRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = rows * run.Count;
            _cells = _cells.Length < length ? new float[length] : _cells;
            var cells = _cells.AsSpan(0, length);
            grid.Read(variable, step, first, rows, run.First, run.Count, cells);
            for (var row = 0; row < rows; row++)
            {
                var index = first + row - window.FirstRow;
                var line = (isFalling ? window.Rows - 1 - index : index) * _map.Longitudes.Length;
                for (var column = 0; column < run.Count; column++)
                {
                    var value = cells[(row * run.Count) + column];
                    if (!float.IsNaN(value))
                    {
                        var cell = line + places[run.First + column];
                        _map.Sums[cell] += value;
                        _map.Counts[cell]++;
                    }
                }
            }
        }
    }
}
