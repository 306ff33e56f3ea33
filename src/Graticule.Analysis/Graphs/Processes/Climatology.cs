using Graticule.Analysis.Graphs.Cubes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

internal static class Climatology
{
    private const string WholePeriod = "climatology-period";

    internal static IEnumerable<GraphProcess> All => [new("climatological_normal", Normal), new("anomaly", Anomaly)];

    private static ReducedCube Normal(Arguments args)
    {
        var cube = args.Cube();
        var dimension = args.TemporalDimension(cube);
        var instants = args.InstantsOf(dimension).Select(instant => instant.UtcDateTime).ToList();
        var (first, last) = YearsOf(args);
        var keys = args.Text("period") switch
        {
            "day" => instants.ConvertAll(time => IsWithin(time.Year) ? Text($"{time.DayOfYear:D3}") : null),
            "month" => instants.ConvertAll(time => IsWithin(time.Year) ? Text($"{time.Month:D2}") : null),
            WholePeriod => instants.ConvertAll(time => IsWithin(time.Year) ? WholePeriod : null),
            "season" or "tropical-season" => instants.ConvertAll(time => SeasonOf(time, args.Text("period"), instants, first, last)),
            _ => throw args.Wrong("period", $"one of: day, month, season, tropical-season, {WholePeriod}"),
        };
        var labels = LabelsOf(args.Text("period"), keys);
        var groups = labels.ConvertAll(label => Enumerable.Range(0, keys.Count).Where(position => keys[position] == label).ToArray());
        return ReducedCube.Grouped(
            cube, dimension, groups, dimension with { Labels = new(labels.Select(label => new Label(label))) }, Predefined(args, "mean", "data"));

        bool IsWithin(int year) => year >= first && year <= last;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static List<string> LabelsOf(string period, List<string?> keys) => period switch
    {
        "day" => [.. Enumerable.Range(1, keys.Contains("366") ? 366 : 365).Select(day => Text($"{day:D3}"))],
        "month" => [.. Enumerable.Range(1, 12).Select(month => Text($"{month:D2}"))],
        "season" => ["djf", "mam", "jja", "son"],
        "tropical-season" => ["ndjfma", "mjjaso"],
        _ => [WholePeriod],
    };

    /// <summary>
    /// The season, if it counts: one across two years belongs to the second of them, and before the first year only where the data have its
    /// months there.
    /// </summary>
    private static string? SeasonOf(DateTime time, string period, List<DateTime> instants, int first, int last)
    {
        var label = PartOf(Periods.ByName[period], time);
        var monthsBefore = label switch { "djf" => 1, "ndjfma" => 2, _ => 0 };
        var year = time.Month > 12 - monthsBefore ? time.Year + 1 : time.Year;
        var isWhole = year != first || Enumerable.Range(0, monthsBefore)
            .All(back => instants.Exists(other => other.Year == first - 1 && other.Month == 12 - back));
        return year >= first && year <= last && isWhole ? label : null;
    }

    private static (int First, int Last) YearsOf(Arguments args)
    {
        var years = args.Get("climatology_period", new ArrayValue([1981.0, 2010.0])).Items.Select(item => item switch
        {
            double number => (int)number,
            string text when Instants.TryParse(text, out var instant) => instant.Year,
            _ => 0,
        }).ToList();
        return years is [> 0 and var first, var last] && first <= last ? (first, last) : throw args.Wrong("climatology_period", "an array of the first and the last year");
    }

    private static MergedCube Anomaly(Arguments args)
    {
        var (cube, normals) = (args.Cube(), args.Cube("normals"));
        var (dimension, normal) = (Temporal(args, cube, "data"), Temporal(args, normals, "normals"));
        var places = normal.Labels.Select(label => label.Text.TrimStart('0')).ToList();
        var isWhole = args.Text("period") is WholePeriod or "single-period";
        var positions = dimension.Labels.Select(label => isWhole ? 0 : PositionOf(args, label, places)).ToList();
        if (isWhole && normal.Count != 1)
        {
            throw args.Wrong("normals", $"a data cube with one label along '{normal.Name}' for the period '{args.Text("period")}'");
        }

        var spread = normals.Select(normal.Name, positions);
        var aligned = Alignment.To(RelabelledCube.Replace(spread, spread.Shape.Find(normal.Name)!, dimension), cube.Shape, args, "normals");
        var difference = Merging.Join(cube, aligned, Predefined(args, "subtract", "x", "y"));
        return difference.Shape.Dimensions.Length == cube.Shape.Dimensions.Length && difference.Shape.Planes == cube.Shape.Planes
            ? difference
            : throw args.Wrong("normals", $"a data cube with no other labels than the data ({cube.Shape})");
    }

    private static Dimension Temporal(Arguments args, Cube cube, string parameter) =>
        cube.Shape.Dimensions.Where(dimension => dimension.Type == DimensionType.Temporal).ToList() is [var only]
            ? only
            : throw args.Wrong(parameter, "a data cube with exactly one temporal dimension");

    /// <summary>The place of the normal of a label, which is a date or a label that an aggregation by periods made.</summary>
    private static int PositionOf(Arguments args, Label label, List<string> places)
    {
        if (!Periods.ByName.TryGetValue(args.Text("period"), out var periods))
        {
            throw args.Wrong("period", $"one of: {string.Join(", ", Periods.ByName.Keys)}, {WholePeriod}, single-period");
        }

        var isDate = label.Text.Length is 10 or > 13;
        var part = isDate && Instants.TryParse(label.Text, out var instant) ? PartOf(periods, instant.UtcDateTime) : label.Text[(label.Text.LastIndexOf('-') + 1)..];
        var position = places.IndexOf(part.TrimStart('0'));
        position = position < 0 && part == "366" ? places.IndexOf("365") : position;
        return position >= 0 ? position : throw args.Wrong("normals", $"a data cube with the normal '{part}', which the label '{label}' of the data needs");
    }

    /// <summary>What is left of a period's label without its year, where it has more than that.</summary>
    private static string PartOf(Periods periods, DateTime time)
    {
        var label = periods.LabelOf(periods.NumberOf(time));
        return label[(label.LastIndexOf('-') + 1)..];
    }

    /// <summary>A predefined process whose arguments are the parameters of the same names.</summary>
    private static CellProcess Predefined(Arguments args, string id, params string[] parameters)
    {
        var arguments = parameters.ToDictionary(name => name, GraphValue (name) => new ParameterReference(name), StringComparer.Ordinal);
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal) { [id] = new(id, id, "backend", arguments, 0) };
        return new(new(new(nodes, id), Parameters.None), context: null, args.Run);
    }
}
