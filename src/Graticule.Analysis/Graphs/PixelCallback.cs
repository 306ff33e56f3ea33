using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>
/// A callback for all pixels of a strip: at once where all its processes take lanes, pixel by pixel where one does not. Both ways give the
/// same values. May be used by several threads.
/// </summary>
/// <param name="callback">What to run.</param>
/// <param name="run">The evaluation that it is a part of.</param>
public sealed class PixelCallback(Callback callback, GraphRun run)
{
    private volatile bool _takesLanes = callback.TakesLanes(run.Services.Processes);

    /// <summary>Runs it.</summary>
    /// <param name="scope">The thread's buffers.</param>
    /// <param name="count">Pixels.</param>
    /// <param name="parameters">Lanes of that many pixels, arrays of such lanes, and values that are the same for all pixels.</param>
    /// <returns>Lanes, or an array of lanes, all of that many pixels. Missing values follow where a pixel gets a shorter array than others.</returns>
    /// <exception cref="GraphException">A process of it cannot be done.</exception>
    public object Invoke(ReadScope scope, int count, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var here = run with { Scope = scope, LaneCount = count };
        if (_takesLanes)
        {
            try
            {
                return Spread(callback.Invoke(here, parameters), here);
            }
            catch (LanesUnfitException)
            {
                _takesLanes = false; // what was unfit once will be again
            }
        }

        return InvokeEach(here, parameters);
    }

    private object InvokeEach(GraphRun here, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var one = run with { Scope = null, LaneCount = 1 };
        var lanes = new List<Lanes>();
        ArrayValue? first = null;
        for (var pixel = 0; pixel < here.LaneCount; pixel++)
        {
            var value = callback.Invoke(one, parameters.Select(parameter => (parameter.Name, At(parameter.Value, pixel))));
            var items = value is ArrayValue array ? array.Items : [value];
            first = pixel == 0 ? value as ArrayValue : first;
            while (lanes.Count < items.Count)
            {
                lanes.Add(Fill(Missing.Value, isBoolean: false, here));
            }

            for (var i = 0; i < lanes.Count; i++)
            {
                lanes[i].Span[pixel] = i < items.Count ? Number(items[i]) : Missing.Value;
            }
        }

        if (first is null && lanes.Count == 1)
        {
            return lanes[0];
        }

        return new ArrayValue([.. lanes], first?.Labels?.Count == lanes.Count ? first.Labels : null);
    }

    private static object? At(object? value, int pixel) => value switch
    {
        Lanes lanes => lanes[pixel],
        ArrayValue array when array.Items.Any(item => item is Lanes) => array with { Items = [.. array.Items.Select(item => At(item, pixel))] },
        _ => value,
    };

    private static object Spread(object? value, GraphRun here) => value switch
    {
        Lanes lanes => lanes,
        ArrayValue array => array with { Items = [.. array.Items.Select(item => Spread(item, here))] },
        _ => Fill(Number(value), value is bool, here),
    };

    private static Lanes Fill(double number, bool isBoolean, GraphRun here)
    {
        var lanes = here.NewLanes(isBoolean);
        lanes.Span.Fill(number);
        return lanes;
    }

    /// <summary>What a cell of a cube holds for a value.</summary>
    /// <exception cref="GraphException">It is neither a number nor a truth nor nodata.</exception>
    public static double Number(object? value) => value switch
    {
        null => Missing.Value,
        double number => number,
        bool truth => truth ? 1 : 0,
        _ => throw new GraphException("ProcessGraphInvalid", $"A cell of a data cube holds a number, a truth or nodata, not {Nouns.Of(value)}."),
    };
}
