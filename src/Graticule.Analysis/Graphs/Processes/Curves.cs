using Graticule.Analysis.Graphs.Cubes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// Functions of x with parameters: found for arrays whose labels are x, and computed for other labels. Where labels are dates, x is the
/// number of seconds since 1970-01-01.
/// </summary>
internal static class Curves
{
    internal static IEnumerable<GraphProcess> All => [new("fit_curve", Fit), new("predict_curve", Predict)];

    private static ArrayValue Fit(Arguments args)
    {
        var (data, function) = (args.Get<ArrayValue>("data"), args.Callback("function"));
        var start = args["parameters"] is double count && count >= 1 && count == Math.Floor(count)
            ? [.. Enumerable.Repeat(1.0, (int)count)]
            : args.Get<ArrayValue>("parameters").Items.Select(item => item is double number ? number : throw args.Wrong("parameters", "an array of numbers")).ToArray();
        var labels = data.Labels ?? throw new GraphException("ArrayNotLabeled", "A curve can only be fitted to a labelled array, since its labels are x.") { Parameter = "data" };
        var known = Enumerable.Range(0, data.Count).Where(i => data.Items[i] is double number && double.IsFinite(number)).ToArray();
        var isWhole = data.Items.All(item => item is not null) || args.Get("ignore_nodata", otherwise: true);
        if (start.Length == 0 || known.Length < start.Length || !isWhole)
        {
            return new([.. start.Select(_ => (object?)null)]);
        }

        double[] x = [.. known.Select(i => NumberOf(args, "data", labels[i]))];
        return new([.. CurveFit.Fit(
            parameters => ValuesOf(args, function, x, parameters), [.. known.Select(i => (double)data.Items[i]!)], start).Select(parameter => (object?)parameter)]);
    }

    private static object Predict(Arguments args)
    {
        var (function, labels) = (args.Callback("function"), args.Labels("labels"));
        if (labels.Count == 0)
        {
            throw args.Wrong("labels", "an array of the labels for which values are to be computed");
        }

        double[] x = [.. labels.Select(label => NumberOf(args, "labels", label))];
        if (args["parameters"] is ArrayValue array)
        {
            return new ArrayValue([.. x.Select(at => function.Invoke(args.Run, ("x", at), ("parameters", array)))], labels);
        }

        var cube = args.Cube("parameters");
        var source = args.Dimension(cube);
        var (upright, dimension) = CubeArguments.Upright(cube, source);
        if (source != dimension)
        {
            throw args.Wrong("dimension", "the name of a dimension other than x and y");
        }

        return new PredictedCube(upright, dimension, dimension with { Labels = new(labels), Bands = null }, x, new PixelCallback(function, args.Run));
    }

    /// <summary>The values of the function for all x at once where its processes allow, else one after the other. What is no number is NaN.</summary>
    private static double[] ValuesOf(Arguments args, Callback function, double[] x, double[] parameters)
    {
        var array = new ArrayValue([.. parameters.Select(parameter => (object?)parameter)]);
        if (function.TakesLanes(args.Run.Services.Processes))
        {
            try
            {
                var run = args.Run with { Scope = null, LaneCount = x.Length };
                if (function.Invoke(run, ("x", new Lanes(x)), ("parameters", array)) is Lanes lanes)
                {
                    return lanes.Span.ToArray();
                }
            }
            catch (LanesUnfitException)
            {
                // Computed one after the other below.
            }
        }

        return [.. x.Select(at => function.Invoke(args.Run, ("x", at), ("parameters", array)) as double? ?? double.NaN)];
    }

    private static double NumberOf(Arguments args, string parameter, Label label)
    {
        if (!label.IsText)
        {
            return label.Number;
        }

        var instant = Instants.Find(label.Text) ?? throw args.Wrong(parameter, $"labelled by numbers or dates ('{label}' is neither)");
        return (instant - DateTimeOffset.UnixEpoch).TotalSeconds;
    }
}
