using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes that put arrays together.</summary>
internal static class ArrayEditing
{
    internal static ArrayValue Append(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        if (!args.Has("value"))
        {
            throw args.Wrong("value", "given");
        }

        if (data.Labels is null)
        {
            return args["label"] is null
                ? new([.. data.Items, args["value"]])
                : throw new GraphException("ArrayNotLabeled", "The array has no labels, so a value without one is appended to it.") { Parameter = "label" };
        }

        var label = args["label"] is { } given ? Arrays.ToLabel(given, args, "label") : new Label(data.Count);
        return data.Labels.Contains(label)
            ? throw new GraphException("LabelExists", $"The array has the label '{label}' already.") { Parameter = "label" }
            : new([.. data.Items, args["value"]], [.. data.Labels, label]);
    }

    internal static ArrayValue Concat(Arguments args) => Join([args.Get<ArrayValue>("array1"), args.Get<ArrayValue>("array2")]);

    /// <summary>Without a length, elements are inserted; where there are none to insert, one is taken away.</summary>
    internal static ArrayValue Modify(Arguments args)
    {
        var (data, values) = (args.Get<ArrayValue>("data"), args.Get<ArrayValue>("values"));
        var index = args.Integer("index");
        if (index < 0 || index > data.Count)
        {
            throw new GraphException("ArrayElementNotAvailable", $"The index must be from 0 to {data.Count}, the length of the array, not {index}.") { Parameter = "index" };
        }

        var usual = values.Count == 0 ? 1 : 0;
        var length = args["length"] is null ? usual : args.Integer("length");
        var inserted = values.Count == 0 && data.Labels is not null ? values with { Labels = [] } : values;
        return length >= 0
            ? Join([Part(data, 0, index), inserted, Part(data, index + Math.Min(length, data.Count - index), data.Count)])
            : throw args.Wrong("length", "a whole number that is not negative");
    }

    private static ArrayValue Part(ArrayValue array, int from, int to) =>
        new([.. array.Items.Skip(from).Take(to - from)], array.Labels is null ? null : [.. array.Labels.Skip(from).Take(to - from)]);

    /// <summary>One behind the other; labelled if all are.</summary>
    private static ArrayValue Join(IReadOnlyList<ArrayValue> parts)
    {
        var items = parts.SelectMany(part => part.Items).ToList();
        if (parts.Any(part => part.Labels is null))
        {
            return new(items);
        }

        var labels = parts.SelectMany(part => part.Labels!).ToList();
        var twice = labels.GroupBy(label => label).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new(items, labels)
            : throw new GraphException("ArrayLabelConflict", $"Both arrays have the label '{twice.Key}'.");
    }
}
