using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>The cells of a gridded data set: a chunk for each step of time, or several where one would be too large.</summary>
internal sealed class GridSource : IObservationSource
{
    private const int MostOpen = 16;

    /// <summary>Cells that are read at once, so that a cancelled job ends soon.</summary>
    private const int MostRead = 4_000_000;

    private readonly ReadOptions _options;
    private readonly ReadLog _log;
    private readonly OpenFiles<IGridFile> _files;
    private readonly FileNumbers _numbers = new();
    private readonly ChunkCache<(string Path, LonLatBox Box, int Step, int Window, int Row)> _cache;

    public GridSource(ObservationDataset dataset, ReadOptions options, ReadLog log, Func<Granule, IGridFile>? open = null)
    {
        (Dataset, _options, _log) = (dataset, options, log);
        _files = new(MostOpen, open ?? (granule => new GridFile(dataset, granule)), log);
        _cache = new(options.MostKept);
    }

    public ObservationDataset Dataset { get; }

    public IEnumerable<ObservationChunk> Read(LonLatBox box, long start, long end, CancellationToken cancellationToken)
    {
        List<Granule> granules = [.. Dataset.Within(box, start, end)];
        Shares shares = new(granules);
        foreach (var granule in granules)
        {
            if (_files.Open(granule) is { } file)
            {
                List<GridPart> parts = [.. Parts(file, box, start, end)];
                for (var i = 0; i < parts.Count; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (Chunk(granule, file, box, parts[i], cancellationToken) is { } chunk)
                    {
                        chunk.Done = shares.At(granule, (i + 1.0) / parts.Count);
                        yield return chunk;
                    }
                }
            }

            shares.Pass(granule);
        }
    }

    public void Forget(long before)
    {
        foreach (var path in _numbers.Forget(before))
        {
            _files.Close(path);
        }
    }

    public void Dispose() => _files.Dispose();

    private IEnumerable<GridPart> Parts(IGridFile file, LonLatBox box, long start, long end)
    {
        var windows = GridWindow.Of(file.Latitudes, file.Longitudes, box);
        foreach (var step in Enumerable.Range(0, file.Times.Length).Where(step => file.Times[step] >= start && file.Times[step] <= end).OrderBy(step => file.Times[step]))
        {
            for (var i = 0; i < windows.Count; i++)
            {
                var window = windows[i];
                var most = Math.Max(1, _options.MostObservations / window.Columns.Length);
                for (var row = 0; row < window.Rows; row += most)
                {
                    yield return new(step, i, window with { Row = window.Row + row, Rows = Math.Min(most, window.Rows - row) });
                }
            }
        }
    }

    private ObservationChunk? Chunk(Granule granule, IGridFile file, LonLatBox box, GridPart part, CancellationToken cancellationToken)
    {
        if (_log.HasFailed(granule.Path))
        {
            return null;
        }

        try
        {
            return _cache.Get((granule.Path, box, part.Step, part.Number, part.Window.Row), () => GridChunk.Make(Load(granule, file, part, cancellationToken)));
        }
        catch (ObservationFileException exception)
        {
            _log.Fail(exception);
            return null;
        }
    }

    private GridChunkParts Load(Granule granule, IGridFile file, GridPart part, CancellationToken cancellationToken)
    {
        var window = part.Window;
        var margin = _options.Box / 2;
        var wraps = BoxWindow.Wraps(file.Longitudes);
        var outer = GridWindow.Widen(window.Columns, margin, file.Longitudes.Length, wraps);
        var top = Math.Min(margin, window.Row);
        var rows = top + window.Rows + Math.Min(margin, file.Latitudes.Length - window.Row - window.Rows);
        var fields = new float[Dataset.Variables.Count][];
        for (var variable = 0; variable < fields.Length; variable++)
        {
            fields[variable] = new float[rows * outer.Length];
            ReadField(file, variable, part.Step, (window.Row - top, rows), outer, fields[variable], cancellationToken);
        }

        return new()
        {
            Source = Dataset.Id,
            Granule = granule,
            File = file,
            Options = _options,
            Numbers = _numbers.Of(granule),
            Step = part.Step,
            Window = window,
            Fields = fields,
            OuterColumns = outer,
            Top = top,
            Left = Array.IndexOf(outer, window.Columns[0]),
            Wraps = wraps && outer.Length == file.Longitudes.Length,
        };
    }

    private static void ReadField(
        IGridFile file, int variable, int step, (int First, int Count) rows, int[] columns, float[] field, CancellationToken cancellationToken)
    {
        var runs = GridWindow.RunsOf(columns).ToList();
        var most = Math.Max(1, MostRead / columns.Length);
        for (var row = 0; row < rows.Count; row += most)
        {
            var count = Math.Min(most, rows.Count - row);
            var at = 0;
            foreach (var (first, width) in runs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (runs.Count == 1)
                {
                    file.Read(variable, step, rows.First + row, count, first, width, field.AsSpan(row * columns.Length, count * width));
                    continue;
                }

                var values = new float[count * width];
                file.Read(variable, step, rows.First + row, count, first, width, values);
                for (var i = 0; i < count; i++)
                {
                    values.AsSpan(i * width, width).CopyTo(field.AsSpan(((row + i) * columns.Length) + at));
                }

                at += width;
            }
        }
    }

    private sealed record GridPart(int Step, int Number, GridWindow Window);
}
