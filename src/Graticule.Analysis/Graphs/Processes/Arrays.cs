using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes that make, take apart and search arrays.</summary>
internal static class Arrays
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("array_create", Create) { TakesLanes = true },
        new("array_create_labeled", CreateLabelled) { TakesLanes = true },
        new("array_append", ArrayEditing.Append) { TakesLanes = true },
        new("array_concat", ArrayEditing.Concat) { TakesLanes = true },
        new("array_modify", ArrayEditing.Modify) { TakesLanes = true },
        new("array_element", ElementOf) { TakesLanes = true },
        new("array_labels", args => new ArrayValue([.. LabelsOf(args.Get<ArrayValue>("data")).Select(ToValue)])) { TakesLanes = true },
        PixelByPixel.Process("array_contains", args => Positions(args).Any()),
        PixelByPixel.Process("array_find", Find),
        new("array_find_label", FindLabel) { TakesLanes = true },
        new("array_apply", ArrayCallbacks.Apply) { TakesLanes = true },
        new("array_filter", ArrayCallbacks.Filter) { TakesLanes = true },
        new("array_interpolate_linear", ArrayInterpolation.Interpolate) { TakesLanes = true },
        .. ArrayOrder.All,
    ];

    /// <summary>The labels of a labelled array; of a plain one, the numbers of its elements from 0.</summary>
    internal static IEnumerable<Label> LabelsOf(ArrayValue array) => array.Labels ?? Enumerable.Range(0, array.Count).Select(index => new Label(index));

    internal static object ToValue(Label label) => label.IsText ? label.Text : label.Number;

    /// <exception cref="GraphException">It is neither a number nor a text.</exception>
    internal static Label ToLabel(object? value, Arguments args, string parameter) => value switch
    {
        string text => text,
        double number => number,
        _ => throw args.Wrong(parameter, "a number or a text"),
    };

    private static ArrayValue Create(Arguments args)
    {
        IReadOnlyList<object?> items = args["data"] switch
        {
            ArrayValue array => array.Items,
            null when !args.Has("data") => [],
            var single => [single],
        };
        var times = args["repeat"] is null ? 1 : args.Integer("repeat");
        return times >= 1 ? new([.. Enumerable.Repeat(items, times).SelectMany(item => item)]) : throw args.Wrong("repeat", "a whole number of at least 1");
    }

    private static ArrayValue CreateLabelled(Arguments args)
    {
        var (data, labels) = (args.Get<ArrayValue>("data"), args.Get<ArrayValue>("labels"));
        return data.Count == labels.Count
            ? new(data.Items, [.. labels.Items.Select(label => ToLabel(label, args, "labels"))])
            : throw new GraphException("ArrayLengthMismatch", $"There are {data.Count} values but {labels.Count} labels.") { Parameter = "labels" };
    }

    private static object? ElementOf(Arguments args)
    {
        if (args["index"] is Lanes || args["label"] is Lanes)
        {
            return PixelByPixel.Apply(args, ElementOf);
        }

        var data = args.Get<ArrayValue>("data");
        var place = PlaceOf(data, args);
        if (place >= 0 && place < data.Count)
        {
            return data.Items[place];
        }

        return args.Get("return_nodata", otherwise: false) ? null : throw NotThere(data, args);
    }

    private static GraphException NotThere(ArrayValue data, Arguments args)
    {
        var asked = args["index"] is null ? "label" : "index";
        return new("ArrayElementNotAvailable", $"There is no element {Nouns.Of(args[asked])} in an array of {data.Count} elements{Known(data)}.") { Parameter = asked };
    }

    private static string Known(ArrayValue data) => data.Labels is { Count: > 0 } labels ? $" labelled {string.Join(", ", labels.Take(20))}" : "";

    private static int PlaceOf(ArrayValue data, Arguments args) => (args["index"], args["label"], data.Labels) switch
    {
        (null, null, _) => throw new GraphException("ArrayElementParameterMissing", "Either 'index' or 'label' must be given.") { Parameter = "index" },
        ({ }, { }, _) => throw new GraphException("ArrayElementParameterConflict", "Only one of 'index' and 'label' can be given.") { Parameter = "label" },
        ({ }, _, _) => args.Integer("index"),
        (_, _, null) => throw new GraphException("ArrayNotLabeled", "The array has no labels; give an 'index'.") { Parameter = "label" },
        (_, var label, { } labels) => IndexOf(labels, ToLabel(label, args, "label")),
    };

    private static int IndexOf(IReadOnlyList<Label> labels, Label label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
            {
                return i;
            }
        }

        return -1;
    }

    private static object? Find(Arguments args)
    {
        var positions = Positions(args);
        var place = args.Get("reverse", otherwise: false) ? positions.LastOrDefault(-1) : positions.FirstOrDefault(-1);
        return place < 0 ? null : (double)place;
    }

    private static IEnumerable<int> Positions(Arguments args)
    {
        var (data, value) = (args.Get<ArrayValue>("data"), args["value"]);
        return Enumerable.Range(0, data.Count).Where(i => Comparison.AreSame(data.Items[i], value));
    }

    private static object? FindLabel(Arguments args)
    {
        if (args["label"] is Lanes)
        {
            return PixelByPixel.Apply(args, FindLabel);
        }

        var label = ToLabel(args["label"], args, "label");
        return args.Get<ArrayValue>("data").Labels?.ToList().IndexOf(label) is int place and >= 0 ? (double)place : null;
    }
}
