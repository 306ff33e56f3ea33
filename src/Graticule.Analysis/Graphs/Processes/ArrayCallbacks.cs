using Graticule.Analysis.Graphs.LaneMath;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes that ask a callback about each element of an array.</summary>
internal static class ArrayCallbacks
{
    internal static ArrayValue Apply(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        return data with { Items = Answers(data, args.Callback("process"), args) };
    }

    internal static ArrayValue Filter(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        var answers = Answers(data, args.Callback("condition"), args);
        int[] kept = [.. Enumerable.Range(0, data.Count).Where(i => IsKept(answers[i]))];
        return new([.. kept.Select(i => data.Items[i])], data.Labels is null ? null : [.. kept.Select(i => data.Labels[i])]);
    }

    private static object?[] Answers(ArrayValue data, Callback callback, Arguments args) =>
    [
        .. data.Items.Select((item, i) => callback.Invoke(
            args.Run,
            ("x", item),
            ("index", (double)i),
            ("label", data.Labels is null ? null : Arrays.ToValue(data.Labels[i])),
            ("context", args["context"]))),
    ];

    /// <summary>All pixels must agree, as their arrays have the same length.</summary>
    private static bool IsKept(object? answer)
    {
        if (answer is not Lanes lanes)
        {
            return Elements.IsTrue(answer);
        }

        var trues = Selection.CountTrue(lanes.Span);
        return trues == lanes.Count || (trues == 0 ? false : throw new LanesUnfitException());
    }
}
