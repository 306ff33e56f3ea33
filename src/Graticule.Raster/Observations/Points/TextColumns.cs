using System.Globalization;

namespace Graticule.Raster.Observations.Points;

/// <summary>The columns of a table of text, and how its rows become observations.</summary>
internal sealed class TextColumns
{
    private readonly PointRows _rows;
    private readonly int[] _places = new int[Enum.GetValues<ColumnRole>().Length];
    private readonly (int Column, int Variable, string Name)[] _values;
    private readonly RowTime _time;
    private readonly Dictionary<(string?, string?, string?, string?), Platform> _platforms = [];
    private ((string?, string?, string?, string?) Texts, Platform Platform) _last;

    /// <param name="rows">Takes them.</param>
    /// <param name="columns">Names and, where they are told, units; those that are measured become variables.</param>
    /// <exception cref="ObservationFileException">There is no latitude, longitude or time.</exception>
    internal TextColumns(PointRows rows, IReadOnlyList<(string Name, string? Units)> columns)
    {
        _rows = rows;
        Array.Fill(_places, -1);
        List<(int, int, string)> values = [];
        for (var i = 0; i < columns.Count; i++)
        {
            var (name, units) = columns[i];
            var role = ColumnNames.RoleOf(name, rows.Layout);
            if (role != ColumnRole.Value && _places[(int)role] < 0)
            {
                _places[(int)role] = i;
            }
            else if (role == ColumnRole.Value && name.Length > 0)
            {
                var described = InsituSchema.Describe(name);
                values.Add((i, rows.Variable(units is null ? described : described with { Units = units }), name));
            }
        }

        _values = [.. values.Where(value => value.Item2 >= 0)];
        _time = new(_places);
    }

    /// <summary>Texts that stand for no value, beside the empty one.</summary>
    internal HashSet<string> Missing { get; } = new(StringComparer.OrdinalIgnoreCase) { "nan", "na", "n/a", "null", "none", "-", "--" };

    /// <summary>Numbers that stand for no value.</summary>
    internal List<double> MissingNumbers { get; } = [];

    /// <summary>What rows without their own have.</summary>
    internal RowDefaults Defaults { get; init; } = new();

    internal bool Has(ColumnRole role) => _places[(int)role] >= 0;

    /// <summary>Says what every row needs and neither the columns nor the defaults have.</summary>
    /// <exception cref="ObservationFileException">There is something.</exception>
    internal void Check()
    {
        string[] absent =
        [
            .. Has(ColumnRole.Latitude) || Defaults.Latitude is not null ? Array.Empty<string>() : ["latitude"],
            .. Has(ColumnRole.Longitude) || Defaults.Longitude is not null ? Array.Empty<string>() : ["longitude"],
            .. _time.IsWhole || Defaults.Time is not null || (_time.IsClock && Defaults.Day is not null) ? Array.Empty<string>() : ["time"],
        ];
        if (absent.Length > 0)
        {
            throw new ObservationFileException(_rows.Path, $"has no column for {string.Join(", ", absent)}");
        }
    }

    /// <summary>Whether the row tells units: its places are texts that are no numbers.</summary>
    internal bool IsUnits(string[] row) =>
        row.Length > 0 && Has(ColumnRole.Latitude) && Has(ColumnRole.Longitude) && IsWord(At(row, ColumnRole.Latitude)) && IsWord(At(row, ColumnRole.Longitude));

    /// <summary>Takes a row.</summary>
    /// <param name="number">Of its line.</param>
    /// <param name="row">A text for each column; fewer where the line is short.</param>
    internal void Take(long number, string[] row)
    {
        if (!TryPlace(row, ColumnRole.Latitude, Defaults.Latitude, out var latitude))
        {
            _rows.Reject(number, $"the latitude '{PointRows.Shown(At(row, ColumnRole.Latitude))}' is no number");
            return;
        }

        if (!TryPlace(row, ColumnRole.Longitude, Defaults.Longitude, out var longitude))
        {
            _rows.Reject(number, $"the longitude '{PointRows.Shown(At(row, ColumnRole.Longitude))}' is no number");
            return;
        }

        if (!_time.TryRead(row, Defaults, out var time))
        {
            _rows.Reject(number, $"the time '{PointRows.Shown(_time.Text(row))}' is none; it is written {TimeText.Forms}");
            return;
        }

        var depth = Has(ColumnRole.Depth) ? ReadNumber(number, "depth", At(row, ColumnRole.Depth)) : Defaults.Depth ?? double.NaN;
        _rows.Add(number, new()
        {
            Latitude = latitude,
            Longitude = longitude,
            Time = time,
            Depth = depth,
            Platform = PlatformOf(row),
            Device = TextOf(row, ColumnRole.Device),
            Meta = TextOf(row, ColumnRole.Meta),
            Provider = TextOf(row, ColumnRole.Provider),
            Project = TextOf(row, ColumnRole.Project),
            Job = TextOf(row, ColumnRole.Job),
        });
        foreach (var (column, variable, name) in _values)
        {
            if (column < row.Length)
            {
                _rows.Set(variable, ReadNumber(number, name, row[column]));
            }
        }
    }

    private static bool IsWord(string text) => text.Length > 0 && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private string At(string[] row, ColumnRole role) => _places[(int)role] is var place && place >= 0 && place < row.Length ? row[place] : "";

    private string? TextOf(string[] row, ColumnRole role) => At(row, role) is { Length: > 0 } text && !Missing.Contains(text) ? text : null;

    private bool TryPlace(string[] row, ColumnRole role, double? known, out double degrees)
    {
        degrees = known ?? 0;
        return Has(role) ? double.TryParse(At(row, role), NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) : known is not null;
    }

    private double ReadNumber(long number, string name, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return MissingNumbers.Contains(value) ? double.NaN : value;
        }

        if (text.AsSpan().Trim().Length > 0 && !Missing.Contains(text))
        {
            _rows.NoteText(name, number, text);
        }

        return double.NaN;
    }

    private Platform PlatformOf(string[] row)
    {
        var texts = (TextOf(row, ColumnRole.Platform), TextOf(row, ColumnRole.PlatformCode), TextOf(row, ColumnRole.PlatformId), TextOf(row, ColumnRole.PlatformType));
        if (texts == _last.Texts && _last.Platform is not null)
        {
            return _last.Platform;
        }

        if (!_platforms.TryGetValue(texts, out var platform))
        {
            var (text, code, id, type) = texts;
            var told = text is null ? Defaults.Platform : Platform.Of(text);
            platform = new(code ?? told.Code, id ?? told.Id, type ?? told.Type);
            _platforms.Add(texts, platform);
        }

        _last = (texts, platform);
        return platform;
    }
}
