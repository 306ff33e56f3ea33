using Graticule.Analysis.Graphs.LaneMath;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>How many elements of an array there are, or meet a condition.</summary>
internal static class Counting
{
    internal static object? Count(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        return args["condition"] switch
        {
            true => (double)data.Count,
            Callback condition => CountTrue(data, condition, args),
            null or false when data.Items.Any(item => item is Lanes) => CountFinite(Series.Of(args)),
            null or false => (double)data.Items.Count(Comparison.IsValid),
            _ => throw args.Wrong("condition", "true or a process"),
        };
    }

    private static object? CountFinite(Series series)
    {
        var to = series.New();
        Folds.CountFinite(series.Items, to.Span);
        return series.Value(to);
    }

    private static object CountTrue(ArrayValue data, Callback condition, Arguments args)
    {
        var answers = data.Items.Select(item => condition.Invoke(args.Run, ("x", item), ("context", args["context"]))).ToList();
        var constant = answers.Count(Elements.IsTrue);
        if (!answers.Exists(answer => answer is Lanes))
        {
            return (double)constant;
        }

        var to = args.Run.NewLanes();
        to.Span.Fill(constant);
        foreach (var answer in answers.OfType<Lanes>())
        {
            Kernel.Map(default(OneMoreTrue), Operand.Of(to.Span), Operand.Of(answer.Span), to.Span);
        }

        return to;
    }
}
