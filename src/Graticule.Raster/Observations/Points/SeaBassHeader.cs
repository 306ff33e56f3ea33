using System.Globalization;

namespace Graticule.Raster.Observations.Points;

/// <summary>The header of a SeaBASS file: lines <c>/name=value</c> between <c>/begin_header</c> and <c>/end_header</c>.</summary>
internal sealed class SeaBassHeader
{
    private const int MostLines = 10_000;

    private static readonly string[] NoValue = ["missing", "below_detection_limit", "above_detection_limit"];

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private SeaBassHeader()
    {
    }

    /// <summary>Lines of it.</summary>
    internal int Lines { get; private set; }

    /// <summary>What it says, by name, without the placeholders for nothing.</summary>
    internal IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Names of the columns, and their units.</summary>
    internal IReadOnlyList<(string Name, string? Units)> Fields
    {
        get
        {
            var units = Split("units");
            return [.. Split("fields").Select((name, index) => (name, index < units.Length && units[index].Length > 0 ? units[index] : null))];
        }
    }

    /// <summary>Between the columns; null: blanks, any number of them.</summary>
    internal char? Delimiter => Values.GetValueOrDefault("delimiter")?.ToLowerInvariant() switch { "comma" => ',', "tab" => '\t', _ => null };

    /// <summary>Numbers that stand for no value: those of what was not measured, and of what was too small or too large for it.</summary>
    internal IReadOnlyList<double> Missing => [.. NoValue.Select(Number).OfType<double>()];

    /// <summary>What it tells for all rows; a latitude or longitude only where all rows have the same.</summary>
    internal RowDefaults Defaults
    {
        get
        {
            long? day = TimeText.TryParse(Values.GetValueOrDefault("start_date"), out var seconds) ? seconds : null;
            var clock = (Values.GetValueOrDefault("start_time") ?? "").Split('[')[0];
            return new()
            {
                Latitude = Same("north_latitude", "south_latitude"),
                Longitude = Same("east_longitude", "west_longitude"),
                Day = day,
                Time = day is { } start && TimeText.TryParseClock(clock, out var hour, out var minute, out var second) ? start + (hour * 3600) + (minute * 60) + (long)second : null,
                Depth = Number("measurement_depth") is { } depth && !Missing.Contains(depth) ? depth : null,
                Platform = Values.GetValueOrDefault("cruise") is { } cruise ? new(Id: cruise) : Platform.Unknown,
            };
        }
    }

    /// <exception cref="ObservationFileException">There is none, or it does not end.</exception>
    internal static SeaBassHeader Read(string path, Func<string?> nextLine)
    {
        SeaBassHeader header = new();
        for (var line = nextLine(); line is not null && header.Lines < MostLines; line = nextLine())
        {
            header.Lines++;
            var text = line.Trim();
            if (header.Lines == 1 && !text.StartsWith("/begin_header", StringComparison.OrdinalIgnoreCase))
            {
                throw new ObservationFileException(path, "is no SeaBASS file: it does not begin with /begin_header");
            }

            if (text.StartsWith("/end_header", StringComparison.OrdinalIgnoreCase))
            {
                return header;
            }

            if (text.StartsWith('/') && text.IndexOf('=', StringComparison.Ordinal) is > 1 and var equals
                && text[(equals + 1)..].Trim() is var value && !string.Equals(value, "NA", StringComparison.OrdinalIgnoreCase) && value.Length > 0)
            {
                header._values[text[1..equals].Trim()] = value;
            }
        }

        throw new ObservationFileException(path, "has a header that does not end: there is no /end_header");
    }

    private string[] Split(string name) => [.. (Values.GetValueOrDefault(name) ?? "").Split(',').Select(part => part.Trim())];

    /// <summary>Units may stand behind in square brackets.</summary>
    private double? Number(string name) =>
        double.TryParse((Values.GetValueOrDefault(name) ?? "").Split('[')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private double? Same(string first, string second) => Number(first) is { } one && (Number(second) ?? one) == one ? one : null;
}
