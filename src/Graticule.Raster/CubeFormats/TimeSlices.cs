using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// How a cube becomes files of bands: one file for each label of the first temporal dimension that has several, and in it one band for each
/// combination of the labels of all others.
/// </summary>
internal sealed class TimeSlices
{
    private const int LongestName = 100;

    private readonly Cube _cube;
    private readonly Dimension? _time;

    internal TimeSlices(Cube cube, string name)
    {
        _cube = cube;
        _time = Temporal(cube.Shape).FirstOrDefault(dimension => dimension.Count > 1);
        Bands = BandNames(cube.Shape, _time);
        var single = Temporal(cube.Shape).FirstOrDefault();
        Files = _time is null
            ? [new(Safe(name), single?.Labels[0].Text)]
            : [.. Distinct([.. _time.Labels.Select(label => Short(label.Text))]).Zip(_time.Labels, (date, label) => new TimeSlice($"{Safe(name)}_{date}", label.Text))];
    }

    /// <summary>In the order of the labels.</summary>
    internal IReadOnlyList<TimeSlice> Files { get; }

    /// <summary>Names of the bands, the same in all files.</summary>
    internal IReadOnlyList<string> Bands { get; }

    /// <summary>Names of the bands of a file.</summary>
    internal static IReadOnlyList<string> BandsOf(CubeShape shape) => BandNames(shape, Temporal(shape).FirstOrDefault(dimension => dimension.Count > 1));

    /// <summary>Names for the combinations of the labels of all dimensions but one, in the order of the planes: dates are short, parts are joined by <c>_</c>.</summary>
    internal static IReadOnlyList<string> FieldsOf(CubeShape shape, Dimension without)
    {
        IEnumerable<string> names = [""];
        foreach (var dimension in shape.PlaneDimensions.Where(dimension => dimension != without))
        {
            names = [.. names.SelectMany(name => dimension.Labels.Select(label => name.Length == 0 ? Field(label) : $"{name}_{Field(label)}"))];
        }

        return [.. names.Select(name => name.Length == 0 ? "value" : name)];

        static string Field(Label label) => Instants.Find(label.Text) is not null ? Short(label.Text) : label.Text;
    }

    /// <summary>The cube with what goes into some of the files.</summary>
    internal Cube Select(int from, int count) =>
        _time is null || count == Files.Count ? _cube : _cube.Select(_time.Name, [.. Enumerable.Range(from, count)]);

    /// <summary>File and band, both from 0, of a plane of such a part.</summary>
    internal (int File, int Band) PlaceOf(CubeShape part, int plane)
    {
        if (_time is null)
        {
            return (0, plane);
        }

        var time = part.Find(_time.Name)!;
        var stride = part.StrideOf(time);
        var (outer, rest) = Math.DivRem(plane, time.Count * stride);
        var (file, inner) = Math.DivRem(rest, stride);
        return (file, (outer * stride) + inner);
    }

    /// <summary>A text as a part of a file's name: letters, digits, dots, dashes and underscores.</summary>
    internal static string Safe(string text)
    {
        var safe = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-')).Trim('.', '-');
        return safe.Length switch
        {
            0 => "result",
            > LongestName => safe[..LongestName],
            _ => safe,
        };
    }

    private static IEnumerable<Dimension> Temporal(CubeShape shape) => shape.PlaneDimensions.Where(dimension => dimension.Type == DimensionType.Temporal);

    /// <summary>The date alone of a midnight in UTC; colons are none for file names.</summary>
    private static string Short(string label) => Instants.Find(label) is { } instant && label.Contains('T', StringComparison.Ordinal)
        ? instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)
        : Safe(label);

    /// <summary>All are numbered where two would be the same.</summary>
    private static IEnumerable<string> Distinct(IReadOnlyList<string> names) => names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count
        ? names
        : names.Select((name, index) => FormattableString.Invariant($"{name}_{index + 1}"));

    private static IReadOnlyList<string> BandNames(CubeShape shape, Dimension? time)
    {
        IEnumerable<string> names = [""];
        foreach (var dimension in shape.PlaneDimensions.Where(dimension => dimension != time))
        {
            var isNamed = dimension.Count > 1 || dimension.Type == DimensionType.Bands;
            names = [.. names.SelectMany(name => dimension.Labels.Select(label => !isNamed ? name : name.Length == 0 ? label.Text : $"{name}~{label.Text}"))];
        }

        return [.. names.Select(name => name.Length == 0 ? "value" : name)];
    }
}

/// <summary>One file of a cube.</summary>
/// <param name="Name">Without extension.</param>
/// <param name="Label">Of the temporal dimension; null without one.</param>
internal sealed record TimeSlice(string Name, string? Label)
{
    /// <summary>ISO 8601 in UTC; null of a label that names no instant.</summary>
    internal string? Instant => Iso(Label);

    internal static string? Iso(string? label) =>
        Instants.Find(label)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
