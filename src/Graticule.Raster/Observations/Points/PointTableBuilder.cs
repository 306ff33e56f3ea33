using System.Runtime.InteropServices;
using System.Text;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// Gathers observations in columns, and writes them as a <see cref="PointTable"/>. Where it has a folder, memory holds no more than some millions of
/// rows: what is more lies there in sorted runs, which are merged in the end. One thread uses it at a time.
/// </summary>
/// <param name="folder">For runs; null: all rows are held in memory.</param>
/// <param name="mostHeld">Rows that are held.</param>
public sealed class PointTableBuilder(string? folder = null, int mostHeld = 4_000_000) : IDisposable
{
    /// <summary>Bytes of ids that are held.</summary>
    private const int MostMeta = 512 << 20;

    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<Platform, int> _platformIndexes = [];
    private readonly List<Platform> _platforms = [];
    private readonly List<double> _latitudes = [];
    private readonly List<double> _longitudes = [];
    private readonly List<long> _times = [];
    private readonly List<double> _depths = [];
    private readonly List<int> _platformOf = [];
    private readonly (string Name, SharedTextsBuilder Texts)[] _shared = [("device", new()), ("provider", new()), ("project", new()), ("job", new())];
    private readonly List<long> _metaStarts = [];
    private readonly List<byte> _metaBytes = [];
    private readonly List<ObservedVariable> _variables = [];
    private readonly List<List<double>> _values = [];
    private readonly List<string> _runs = [];
    private long _spilled;

    /// <summary>Rows that were added.</summary>
    public long Count => _spilled + _times.Count;

    /// <summary>That were asked for, with or without a value.</summary>
    internal IReadOnlyList<ObservedVariable> Variables => _variables;

    /// <summary>What rows that tell no provider have; it may become known last.</summary>
    internal string? Provider { get; set; }

    /// <summary>What rows that tell no project have.</summary>
    internal string? Project { get; set; }

    /// <summary>The index of a variable, by its name; the first description of it holds.</summary>
    public int Variable(ObservedVariable variable)
    {
        if (!_indexes.TryGetValue(variable.Name, out var index))
        {
            index = _variables.Count;
            _indexes.Add(variable.Name, index);
            _variables.Add(variable);
            _values.Add([]);
        }

        return index;
    }

    /// <summary>Adds a row without values.</summary>
    /// <exception cref="ArgumentException">Its place is none.</exception>
    public void Add(in PointRow row)
    {
        if (row.Fault is { } fault)
        {
            throw new ArgumentException(fault, nameof(row));
        }

        if (folder is not null && (_times.Count >= mostHeld || _metaBytes.Count >= MostMeta))
        {
            Spill(folder);
        }

        _latitudes.Add(row.Latitude);
        _longitudes.Add(row.Longitude > 180 ? row.Longitude - 360 : row.Longitude);
        _times.Add(row.Time);
        _depths.Add(row.Depth);
        _platformOf.Add(IndexOf(row.Platform));
        _shared[0].Texts.Add(row.Device);
        _shared[1].Texts.Add(row.Provider);
        _shared[2].Texts.Add(row.Project);
        _shared[3].Texts.Add(row.Job);
        AddMeta(row.Meta);
    }

    /// <summary>Gives the row that was added last a value; NaN is null.</summary>
    public void Set(int variable, double value)
    {
        var values = _values[variable];
        var row = _times.Count - 1;
        if (double.IsNaN(value))
        {
            return;
        }

        while (values.Count < row)
        {
            values.Add(double.NaN);
        }

        if (values.Count == row)
        {
            values.Add(value);
        }
        else
        {
            values[row] = value;
        }
    }

    /// <summary>Writes the table; it appears under its name whole or not at all.</summary>
    /// <param name="path">Of the file, which is replaced.</param>
    public void Write(string path)
    {
        if (_runs.Count == 0)
        {
            PointTableWriter.Write(InOrder(Provider, Project), path);
            return;
        }

        if (_times.Count > 0)
        {
            Spill(folder!);
        }

        using PointRuns runs = new(_runs);
        PointTableWriter.Write(runs.InOrder(_variables, Provider, Project), path);
    }

    public void Dispose() => _runs.ForEach(File.Delete);

    /// <summary>Writes what is held as a run, and forgets it.</summary>
    private void Spill(string target)
    {
        var run = Path.Combine(target, $".{Guid.NewGuid():N}.run");
        _runs.Add(run);
        PointTableWriter.Write(InOrder(null, null), run);
        _spilled += _times.Count;
        _platformIndexes.Clear();
        _platforms.Clear();
        _latitudes.Clear();
        _longitudes.Clear();
        _times.Clear();
        _depths.Clear();
        _platformOf.Clear();
        _metaStarts.Clear();
        _metaBytes.Clear();
        _values.ForEach(values => values.Clear());
        foreach (var (_, texts) in _shared)
        {
            texts.Clear();
        }
    }

    /// <summary>The rows that are held, in the order of tables.</summary>
    private PointColumns InOrder(string? provider, string? project)
    {
        var order = PointOrder.Sort(_times, _platformOf, _platforms, _depths, _latitudes, _longitudes);
        return new()
        {
            Count = order.Length,
            Latitude = row => _latitudes[order[row]],
            Longitude = row => _longitudes[order[row]],
            Time = row => _times[order[row]],
            Depth = row => _depths[order[row]],
            Platforms = _platforms,
            Platform = row => _platformOf[order[row]],
            Shared = [.. _shared.Select(shared => (shared.Name, WithDefault(row => shared.Texts[order[row]], shared.Name, provider, project)))],
            Meta = _metaStarts.Count == 0 ? null : row => MetaOf(order[row]),

            // A variable without a value in any row is none of this table's.
            Values = [.. _variables.Zip(_values).Where(variable => variable.Second.Count > 0)
                .Select(variable => (variable.First, (Func<int, double>)(row => order[row] is var at && at < variable.Second.Count ? variable.Second[at] : double.NaN)))],
        };
    }

    internal static Func<int, string?> WithDefault(Func<int, string?> text, string name, string? provider, string? project) =>
        (name switch { "provider" => provider, "project" => project, _ => null }) is { } known ? row => text(row) ?? known : text;

    private int IndexOf(Platform platform)
    {
        // Neighbouring rows mostly have the same.
        if (_platformOf.Count > 0 && ReferenceEquals(_platforms[_platformOf[^1]], platform))
        {
            return _platformOf[^1];
        }

        if (!_platformIndexes.TryGetValue(platform, out var index))
        {
            index = _platforms.Count;
            _platformIndexes.Add(platform, index);
            _platforms.Add(platform);
        }

        return index;
    }

    private ReadOnlySpan<byte> MetaOf(int row)
    {
        var bytes = CollectionsMarshal.AsSpan(_metaBytes);
        return row >= _metaStarts.Count ? default : bytes[(int)_metaStarts[row]..(row + 1 < _metaStarts.Count ? (int)_metaStarts[row + 1] : bytes.Length)];
    }

    private void AddMeta(string? meta)
    {
        if (string.IsNullOrEmpty(meta))
        {
            if (_metaStarts.Count > 0)
            {
                _metaStarts.Add(_metaBytes.Count);
            }

            return;
        }

        while (_metaStarts.Count < _times.Count - 1)
        {
            _metaStarts.Add(0);
        }

        _metaStarts.Add(_metaBytes.Count);
        Span<byte> bytes = meta.Length <= 128 ? stackalloc byte[512] : new byte[Encoding.UTF8.GetMaxByteCount(meta.Length)];
        _metaBytes.AddRange(bytes[..Encoding.UTF8.GetBytes(meta, bytes)]);
    }
}
