namespace Graticule.Raster.Observations.Points;

/// <summary>
/// Observations in place, in columns, sorted by time, code of the platform, depth, latitude and longitude. The file is mapped into memory: opening it
/// reads its header only. Many threads may read one table. Spans that it gives are its file's memory: none may be used after <see cref="Dispose"/>.
/// </summary>
public sealed class PointTable : IDisposable
{
    /// <summary>The depth by which in-situ services say that it is not known; tables keep it as it is, and NaN where there was none.</summary>
    public const double UnknownDepth = -99999;

    private readonly MappedColumns _columns;
    private readonly SharedTexts _device;
    private readonly SharedTexts _provider;
    private readonly SharedTexts _project;
    private readonly SharedTexts _job;
    private readonly PlatformColumn _platforms;
    private readonly TextColumn _meta;
    private readonly Dictionary<string, int> _variables;
    private readonly string[] _values;

    private PointTable(MappedColumns columns)
    {
        _columns = columns;
        var header = columns.Header;
        (Count, Variables) = (header.Count, header.Variables);
        Bounds = header.Bounds is [var west, var south, var east, var north] ? new(west, south, east, north) : LonLatBox.World;
        _platforms = new(columns, Count);
        (_device, _provider, _project, _job) = (Shared("device"), Shared("provider"), Shared("project"), Shared("job"));
        _meta = new(columns, PointTableLayout.Meta);
        _values = [.. Variables.Select(variable => PointTableLayout.ValuePrefix + variable.Name)];
        _variables = Variables.Select((variable, index) => (variable.Name, index)).ToDictionary(StringComparer.Ordinal);
        foreach (var variable in Variables)
        {
            _variables.TryAdd(variable.StandardName ?? variable.Name, _variables[variable.Name]);
        }

    }

    /// <summary>Of the file.</summary>
    public string Path => _columns.Path;

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Of all places; the world where there are no rows.</summary>
    public LonLatBox Bounds { get; }

    /// <summary>That have a value in some row. A quality flag is a variable of its own, called after its quantity: <c>…_quality</c>.</summary>
    public IReadOnlyList<ObservedVariable> Variables { get; }

    /// <summary>Degrees, -90 to 90.</summary>
    public ReadOnlySpan<double> Latitudes => Rows<double>(PointTableLayout.Latitude);

    /// <summary>Degrees, -180 to 180.</summary>
    public ReadOnlySpan<double> Longitudes => Rows<double>(PointTableLayout.Longitude);

    /// <summary>Seconds since 1970, rising.</summary>
    public ReadOnlySpan<long> Times => Rows<long>(PointTableLayout.Time);

    /// <summary>Metres below the surface; NaN where there is none, <see cref="UnknownDepth"/> where the file says so.</summary>
    public ReadOnlySpan<double> Depths => Rows<double>(PointTableLayout.Depth);

    /// <summary>Codes of the platforms in it, sorted.</summary>
    public IReadOnlyList<string> PlatformCodes => _platforms.Codes;

    /// <summary>All platforms, by code, id and type.</summary>
    public IReadOnlyList<Platform> Platforms => _platforms.All;

    /// <summary>Index in <see cref="Platforms"/> of each row.</summary>
    public ReadOnlySpan<int> PlatformIndexes => _platforms.Indexes;

    /// <summary>West, south, east and north of every <see cref="PointTableLayout.BlockRows"/> rows.</summary>
    internal ReadOnlySpan<double> Blocks => _columns.Read<double>(PointTableLayout.Blocks, 4 * ((Count + PointTableLayout.BlockRows - 1) / PointTableLayout.BlockRows));

    /// <param name="path">Of a table that <see cref="PointTableWriter"/> wrote.</param>
    /// <exception cref="ObservationFileException">It is none, or cut off, or its header is damaged.</exception>
    public static PointTable Open(string path)
    {
        var columns = MappedColumns.Open(path);
        try
        {
            return new(columns);
        }
        catch
        {
            columns.Dispose();
            throw;
        }
    }

    /// <summary>Index of the variable of that name, else of the first with that CF standard name; -1: it has neither.</summary>
    public int IndexOf(string variable) => _variables.GetValueOrDefault(variable, -1);

    /// <summary>Values of a variable, NaN for null; one for each row.</summary>
    public ReadOnlySpan<double> Values(int variable) => Rows<double>(_values[variable]);

    public Platform PlatformOf(int row) => _platforms.All[_platforms.IndexOf(row)];

    /// <summary>The instrument; null: not told.</summary>
    public string? DeviceOf(int row) => _device[row];

    /// <summary>The id of the observation that its source gives; null: none.</summary>
    public string? MetaOf(int row) => _meta.Exists ? _meta[row] : null;

    internal bool HasMeta => _meta.Exists;

    /// <summary>The id of the observation as it is stored; empty: none.</summary>
    internal ReadOnlySpan<byte> MetaBytesOf(int row) => _meta.Exists ? _meta.BytesOf(row) : default;

    public string? ProviderOf(int row) => _provider[row];

    public string? ProjectOf(int row) => _project[row];

    /// <summary>The run of the in-situ service that took the observation in; null: none.</summary>
    public string? JobOf(int row) => _job[row];

    /// <summary>Rows of a span of time, both ends in it: from the first to below the end.</summary>
    public (int First, int End) Between(long start, long end)
    {
        if (start > end)
        {
            return (0, 0);
        }

        var times = Times;
        return (LowerBound(times, start), end == long.MaxValue ? Count : LowerBound(times, end + 1));
    }

    /// <summary>Reads all, to see whether a part is damaged.</summary>
    /// <exception cref="ObservationFileException">A column is.</exception>
    public void Verify() => _columns.Verify();

    public void Dispose() => _columns.Dispose();

    private static int LowerBound(ReadOnlySpan<long> times, long time)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            (low, high) = times[middle] < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private SharedTexts Shared(string name) => new(_columns, name, Count);

    private ReadOnlySpan<T> Rows<T>(string name)
        where T : unmanaged => _columns.Read<T>(name, Count);
}
