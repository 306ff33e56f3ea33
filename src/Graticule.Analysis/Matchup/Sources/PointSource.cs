using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>The observations of a data set of points, from the tables that the scan made: a chunk for each slot of time, of all tables together.</summary>
internal sealed class PointSource(ObservationDataset dataset, ReadOptions options, ReadLog log) : IObservationSource
{
    /// <summary>All stay open: chunks that are still at work read them, and they are mapped, not held.</summary>
    private readonly OpenFiles<PointTable> _tables = new(int.MaxValue, granule => Open(dataset, granule), log);
    private readonly Dictionary<string, int[]> _variables = new(StringComparer.Ordinal);
    private readonly FileNumbers _numbers = new();

    public ObservationDataset Dataset => dataset;

    public IEnumerable<ObservationChunk> Read(LonLatBox box, long start, long end, CancellationToken cancellationToken)
    {
        List<Granule> granules = [.. dataset.Within(box, start, end)];
        if (granules.Count == 0)
        {
            yield break;
        }

        var (first, last) = (Math.Max(start, granules.Min(granule => granule.Start)), Math.Min(end, granules.Max(granule => granule.End)));
        var slot = Math.Max(1, options.Slot);
        for (var from = first; from <= last;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var to = last - from < slot ? last : from + slot - 1;
            var rows = Rows(granules, box, from, to, cancellationToken);
            foreach (var part in rows.Chunk(options.MostObservations))
            {
                yield return new PointChunk(dataset, options, part) { Done = (to - first + 1.0) / (last - first + 1.0) };
            }

            if (to == last)
            {
                yield break;
            }

            from = Next(granules, to);
        }
    }

    public void Forget(long before)
    {
        foreach (var path in _numbers.Forget(before))
        {
            _variables.Remove(path);
        }
    }

    public void Dispose() => _tables.Dispose();

    /// <summary>The next time from which tables may have rows.</summary>
    private static long Next(List<Granule> granules, long after) =>
        granules.Any(granule => granule.Start <= after + 1 && granule.End > after)
            ? after + 1
            : granules.Where(granule => granule.Start > after).Min(granule => granule.Start);

    private static PointTable Open(ObservationDataset dataset, Granule granule) =>
        PointTable.Open(Path.Combine(dataset.Folder, granule.Table ?? throw new ObservationFileException(granule.Path, "has no table in the index")));

    /// <summary>Rows of all tables, by time; of equal times by table and row.</summary>
    private PointReference[] Rows(List<Granule> granules, LonLatBox box, long start, long end, CancellationToken cancellationToken)
    {
        PointQuery query = new()
        {
            Box = box,
            Start = start,
            End = end,
            DepthMin = options.DepthMin,
            DepthMax = options.DepthMax,
            Platforms = options.Platforms,
            Variables = options.Parameter is { } parameter ? [parameter] : [],
        };
        List<PointReference> rows = [];
        foreach (var granule in granules.Where(granule => granule.Start <= end && granule.End >= start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_tables.Open(granule) is { } table)
            {
                OpenTable open = new(granule, table, VariablesOf(granule, table), _numbers.Of(granule));
                rows.AddRange(query.Rows(table).Select(row => new PointReference(open, row, table.Times[row])));
            }
        }

        return IsRising(rows) ? [.. rows] : [.. rows.OrderBy(row => row.Time)];
    }

    private static bool IsRising(List<PointReference> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Time < rows[i - 1].Time)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of each variable of a table: its index in the variables of the side.</summary>
    private int[] VariablesOf(Granule granule, PointTable table)
    {
        if (!_variables.TryGetValue(granule.Path, out var variables))
        {
            var names = dataset.Variables.Select(variable => variable.Name).ToList();
            _variables[granule.Path] = variables = [.. table.Variables.Select(variable => names.IndexOf(variable.Name) is >= 0 and var index ? options.Variables[index] : -1)];
        }

        return variables;
    }
}

/// <summary>A table that is open.</summary>
internal sealed record OpenTable(Granule Granule, PointTable Table, int[] Variables, ObservationNumbers Numbers);

/// <summary>A row of a table.</summary>
internal readonly record struct PointReference(OpenTable Table, int Row, long Time);
