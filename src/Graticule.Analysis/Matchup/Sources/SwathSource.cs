using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>The pixels of a swath data set: a chunk for each file, or several where one would be too large.</summary>
internal sealed class SwathSource : IObservationSource
{
    private const int MostOpen = 8;

    private readonly ReadOptions _options;
    private readonly ReadLog _log;
    private readonly OpenFiles<SwathFields> _files;
    private readonly FileNumbers _numbers = new();

    public SwathSource(ObservationDataset dataset, ReadOptions options, ReadLog log, Func<Granule, ISwathFile>? open = null)
    {
        (Dataset, _options, _log) = (dataset, options, log);
        _files = new(MostOpen, granule => new(open?.Invoke(granule) ?? new SwathFile(dataset, granule), dataset.Variables.Count), log);
    }

    public ObservationDataset Dataset { get; }

    public IEnumerable<ObservationChunk> Read(LonLatBox box, long start, long end, CancellationToken cancellationToken)
    {
        List<Granule> granules = [.. Dataset.Within(box, start, end)];
        Shares shares = new(granules);
        foreach (var granule in granules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Fields(granule) is { } fields)
            {
                var pixels = Pixels(fields, box, start, end);
                for (var first = 0; first < pixels.Length; first += _options.MostObservations)
                {
                    var part = pixels[first..Math.Min(pixels.Length, first + _options.MostObservations)];
                    yield return new SwathChunk(Dataset.Id, granule, fields, _options, _numbers.Of(granule), part)
                    {
                        Done = shares.At(granule, (double)(first + part.Length) / pixels.Length),
                    };
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

    private SwathFields? Fields(Granule granule)
    {
        try
        {
            var fields = _files.Open(granule);
            fields?.Load();
            return fields;
        }
        catch (ObservationFileException exception)
        {
            _log.Fail(exception);
            return null;
        }
    }

    /// <summary>Pixels that take part, by time, then by row and column.</summary>
    private static int[] Pixels(SwathFields fields, LonLatBox box, long start, long end)
    {
        var (latitudes, longitudes, times) = (fields.File.Latitudes, fields.File.Longitudes, fields.File.Times);
        List<int> pixels = [];
        List<long> order = [];
        var isRising = true;
        for (var pixel = 0; pixel < latitudes.Length; pixel++)
        {
            var time = times[pixel];
            if (time >= start && time <= end && box.Contains(GridWindow.Turned(longitudes[pixel]), latitudes[pixel]) && fields.IsValid(pixel))
            {
                isRising &= order.Count == 0 || order[^1] <= time;
                pixels.Add(pixel);
                order.Add(time);
            }
        }

        if (isRising)
        {
            return [.. pixels];
        }

        // The sort of .NET is not stable; the pixel decides between equal times.
        (long Time, int Pixel)[] keys = [.. pixels.Select((pixel, i) => (order[i], pixel))];
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => key.Pixel);
    }
}

/// <summary>The values of a swath, read when they are first needed.</summary>
internal sealed class SwathFields(ISwathFile file, int variables) : IDisposable
{
    private float[][]? _values;

    public ISwathFile File => file;

    /// <summary>Of each variable, a value for each pixel.</summary>
    public float[][] Values => _values ?? throw new InvalidOperationException("The values are not loaded.");

    public void Load() => _values ??= [.. Enumerable.Range(0, variables).Select(file.Read)];

    public bool IsValid(int pixel)
    {
        foreach (var values in Values)
        {
            if (!float.IsNaN(values[pixel]))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => file.Dispose();
}
