namespace Graticule.Raster.Observations.Points;

/// <summary>Tables with rows of one table each, merged into one order. What they have lies in their files; memory holds six bytes a row.</summary>
internal sealed unsafe class PointRuns : IDisposable
{
    private readonly PointTable[] _runs;
    private readonly ushort[] _runOf;
    private readonly int[] _rowOf;

    /// <param name="paths">Of tables, those with earlier rows of the source first.</param>
    /// <exception cref="ObservationFileException">Together they have more rows than a table may have, or one cannot be opened.</exception>
    internal PointRuns(IReadOnlyList<string> paths)
    {
        _runs = [.. paths.Select(PointTable.Open)];
        var count = _runs.Sum(run => (long)run.Count);
        if (count > Array.MaxLength || _runs.Length > ushort.MaxValue)
        {
            Dispose();
            throw new ObservationFileException(paths[0], FormattableString.Invariant($"is one of {_runs.Length} runs of together {count} rows, more than a table may have"));
        }

        (_runOf, _rowOf) = (new ushort[count], new int[count]);
        Merge();
    }

    /// <summary>All rows, in the order of tables.</summary>
    internal PointColumns InOrder(IReadOnlyList<ObservedVariable> variables, string? provider, string? project)
    {
        Platform[] platforms = [.. _runs.SelectMany(run => run.Platforms).Distinct()];
        var places = platforms.Select((platform, index) => (platform, index)).ToDictionary(entry => entry.platform, entry => entry.index);
        var indexes = _runs.Select(run => run.Platforms.Select(platform => places[platform]).ToArray()).ToArray();
        var platformOf = Gather(run => (nint)Start(run.PlatformIndexes));
        (string Name, Func<PointTable, int, string?> Text)[] shared =
        [
            ("device", (run, row) => run.DeviceOf(row)), ("provider", (run, row) => run.ProviderOf(row)), ("project", (run, row) => run.ProjectOf(row)), ("job", (run, row) => run.JobOf(row)),
        ];
        return new()
        {
            Count = _rowOf.Length,
            Latitude = Numbers(run => (nint)Start(run.Latitudes)),
            Longitude = Numbers(run => (nint)Start(run.Longitudes)),
            Time = Times(),
            Depth = Numbers(run => (nint)Start(run.Depths)),
            Platforms = platforms,
            Platform = row => indexes[_runOf[row]][((int*)platformOf[_runOf[row]])[_rowOf[row]]],
            Shared = [.. shared.Select(text => (text.Name, PointTableBuilder.WithDefault(row => text.Text(_runs[_runOf[row]], _rowOf[row]), text.Name, provider, project)))],
            Meta = Array.Exists(_runs, run => run.HasMeta) ? row => _runs[_runOf[row]].MetaBytesOf(_rowOf[row]) : null,
            Values = [.. variables.Where(variable => Array.Exists(_runs, run => HasOwn(run, variable))).Select(variable => (variable, ValuesOf(variable)))],
        };
    }

    public void Dispose()
    {
        foreach (var run in _runs)
        {
            run.Dispose();
        }
    }

    /// <summary>By name alone, and not by that of a convention.</summary>
    private static bool HasOwn(PointTable run, ObservedVariable variable) => run.Variables.Any(known => known.Name == variable.Name);

    /// <summary>Runs lie in their files' memory, which nothing moves.</summary>
    private static void* Start<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        fixed (T* start = values)
        {
            return start;
        }
    }

    private nint[] Gather(Func<PointTable, nint> start) => Array.ConvertAll(_runs, run => start(run));

    private Func<int, double> ValuesOf(ObservedVariable variable) =>
        Numbers(run => HasOwn(run, variable) ? (nint)Start(run.Values(run.IndexOf(variable.Name))) : 0);

    private Func<int, double> Numbers(Func<PointTable, nint> start)
    {
        var starts = Gather(start);
        return row => starts[_runOf[row]] is not 0 and var values ? ((double*)values)[_rowOf[row]] : double.NaN;
    }

    private Func<int, long> Times()
    {
        var starts = Gather(run => (nint)Start(run.Times));
        return row => ((long*)starts[_runOf[row]])[_rowOf[row]];
    }

    private void Merge()
    {
        var next = new int[_runs.Length];
        PriorityQueue<int, (long Time, int Run)> heads = new(Comparer<(long Time, int Run)>.Create((left, right) =>
        {
            var order = left.Time.CompareTo(right.Time);
            order = order != 0 ? order : PointOrder.Compare(_runs[left.Run], next[left.Run], _runs[right.Run], next[right.Run]);
            return order != 0 ? order : left.Run.CompareTo(right.Run);
        }));
        for (var run = 0; run < _runs.Length; run++)
        {
            heads.Enqueue(run, (_runs[run].Times[0], run));
        }

        for (var row = 0; row < _rowOf.Length; row++)
        {
            var run = heads.Dequeue();
            (_runOf[row], _rowOf[row]) = ((ushort)run, next[run]);
            if (++next[run] < _runs[run].Count)
            {
                heads.Enqueue(run, (_runs[run].Times[next[run]], run));
            }
        }
    }
}
