using Graticule.Raster.Tables;

namespace Graticule.Raster.Observations.Points;

/// <summary>The columns of a Parquet table, and how its rows become observations.</summary>
internal sealed class ParquetColumns
{
    private const string OtherTime = "time_obj";

    private readonly ParquetTable _table;
    private readonly PointRows _rows;
    private readonly Dictionary<ColumnRole, ParquetLeaf> _leaves = [];
    private readonly List<(ParquetLeaf Leaf, int Variable)> _values = [];
    private readonly IReadOnlyDictionary<string, string> _folders;
    private readonly GeoParquetPlaces? _places;
    private readonly ParquetPlatforms _platforms;

    /// <exception cref="ObservationFileException">There is no place, or no time.</exception>
    internal ParquetColumns(ParquetTable table, PointRows rows)
    {
        (_table, _rows) = (table, rows);
        _folders = HivePath.Values(rows.Path);
        foreach (var leaf in table.Leaves.Where(leaf => leaf.MostRepetition == 0))
        {
            var role = ColumnNames.RoleOf(leaf.Name, rows.Layout);
            if (role != ColumnRole.Value)
            {
                _leaves.TryAdd(role, leaf);
            }
            else if ((leaf.IsNumber || leaf.Type == ParquetType.Boolean) && !leaf.Name.Contains('.', StringComparison.Ordinal))
            {
                _values.Add((leaf, rows.Variable(InsituSchema.Describe(leaf.Name))));
            }
        }

        if (!_leaves.ContainsKey(ColumnRole.Time) && (table.Find(OtherTime) ?? _leaves.GetValueOrDefault(ColumnRole.Date)) is { } time)
        {
            _leaves.Add(ColumnRole.Time, time);
        }

        var hasPlace = _leaves.ContainsKey(ColumnRole.Latitude) && _leaves.ContainsKey(ColumnRole.Longitude);
        _places = hasPlace ? null : GeoParquetPlaces.Find(table);
        Check(hasPlace || _places is not null);
        _platforms = new(table, _leaves, _folders);
    }

    internal void Take(int group, long first)
    {
        var (longitudes, latitudes) = _places?.Read(group) ?? (Numbers(group, ColumnRole.Longitude)!, Numbers(group, ColumnRole.Latitude)!);
        var times = Times(group, out var shown);
        var depths = Numbers(group, ColumnRole.Depth);
        var platforms = _platforms.Read(group);
        var devices = Texts(group, ColumnRole.Device, "device");
        var metas = Texts(group, ColumnRole.Meta, null);
        var providers = Texts(group, ColumnRole.Provider, "provider");
        var projects = Texts(group, ColumnRole.Project, "project");
        var jobs = Texts(group, ColumnRole.Job, "job_id");
        var values = _values.Where(value => value.Variable >= 0).Select(value => (value.Variable, Values: _table.ReadNumbers(group, value.Leaf))).ToArray();
        for (var i = 0; i < latitudes.Length; i++)
        {
            if (times[i] is not { } time)
            {
                _rows.Reject(first + i, $"the time '{PointRows.Shown(shown(i))}' is none; it is a timestamp, or a text {TimeText.Forms}");
                continue;
            }

            _rows.Add(first + i, new()
            {
                Latitude = latitudes[i],
                Longitude = longitudes[i],
                Time = time,
                Depth = depths?[i] ?? double.NaN,
                Platform = platforms(i),
                Device = devices(i),
                Meta = metas(i),
                Provider = providers(i),
                Project = projects(i),
                Job = jobs(i),
            });
            foreach (var (variable, column) in values)
            {
                _rows.Set(variable, column[i]);
            }
        }
    }

    private void Check(bool hasPlace)
    {
        if (!hasPlace || !_leaves.ContainsKey(ColumnRole.Time))
        {
            throw new ObservationFileException(
                _rows.Path, $"has no column for {(hasPlace ? "time" : "latitude and longitude")}; it has {string.Join(", ", _table.Leaves.Take(40).Select(leaf => leaf.Name))}");
        }
    }

    private double[]? Numbers(int group, ColumnRole role)
    {
        if (!_leaves.TryGetValue(role, out var leaf))
        {
            return null;
        }

        return leaf.IsNumber ? _table.ReadNumbers(group, leaf) : throw new ObservationFileException(_rows.Path, $"has no numbers in its column '{leaf.Name}'");
    }

    private long?[] Times(int group, out Func<int, string> shown)
    {
        var leaf = _leaves[ColumnRole.Time];
        shown = static _ => "";
        if (leaf.IsInstant)
        {
            return _table.ReadInstants(group, leaf);
        }

        if (leaf.IsNumber)
        {
            var numbers = _table.ReadNumbers(group, leaf);
            shown = row => numbers[row].ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Array.ConvertAll(numbers, number => TimeText.TryRound(number, out var seconds) ? seconds : (long?)null);
        }

        if (!leaf.IsBytes)
        {
            throw new ObservationFileException(_rows.Path, $"has no moments in its column '{leaf.Name}'");
        }

        var texts = _table.ReadTexts(group, leaf);
        shown = row => texts[row] ?? "";
        return Array.ConvertAll(texts, text => TimeText.TryParse(text, out var seconds) ? seconds : (long?)null);
    }

    /// <summary>Of a column, or of a folder where there is none.</summary>
    private Func<int, string?> Texts(int group, ColumnRole role, string? folder)
    {
        if (_leaves.TryGetValue(role, out var leaf) && leaf.IsBytes)
        {
            var texts = _table.ReadTexts(group, leaf);
            return row => texts[row];
        }

        if (leaf is { IsNumber: true })
        {
            var numbers = _table.ReadNumbers(group, leaf);
            return row => double.IsNaN(numbers[row]) ? null : numbers[row].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var told = folder is null ? null : _folders.GetValueOrDefault(folder);
        return _ => told;
    }
}
