using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes of lanes for which nothing quicker is worth while: computed for one pixel after the other.</summary>
internal static class PixelByPixel
{
    /// <summary>A process that is computed so wherever an argument holds lanes.</summary>
    internal static GraphProcess Process(string id, Func<Arguments, object?> compute) => new(id, args => Apply(args, compute)) { TakesLanes = true };

    /// <summary>Computes a value, pixel by pixel if an argument holds lanes.</summary>
    /// <exception cref="LanesUnfitException">The values of the pixels do not fit into lanes, or there is a callback.</exception>
    internal static object? Apply(Arguments args, Func<Arguments, object?> compute)
    {
        var values = args.Values.ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);
        if (!values.Values.Any(HoldsLanes))
        {
            return compute(args with { Values = values });
        }

        return values.Values.Any(value => value is Callback) ? throw new LanesUnfitException() : Each(args, values, compute);
    }

    /// <summary>Whether a value is, or is an array with, lanes.</summary>
    internal static bool HoldsLanes(object? value) => value is Lanes || (value is ArrayValue array && array.Items.Any(HoldsLanes));

    private static object? Each(Arguments args, Dictionary<string, object?> values, Func<Arguments, object?> compute)
    {
        var one = args.Run with { Scope = null, LaneCount = 1 };
        var results = new object?[args.Run.LaneCount];
        for (var pixel = 0; pixel < results.Length; pixel++)
        {
            var here = values.ToDictionary(value => value.Key, value => At(value.Value, pixel), StringComparer.Ordinal);
            results[pixel] = compute(args with { Values = here, Run = one });
        }

        return results[0] is ArrayValue first ? Arrays(first, results, args.Run) : ToLanes(results, args.Run);
    }

    private static object? At(object? value, int pixel) => value switch
    {
        Lanes lanes => lanes[pixel],
        ArrayValue array when HoldsLanes(array) => array with { Items = [.. array.Items.Select(item => At(item, pixel))] },
        _ => value,
    };

    private static ArrayValue Arrays(ArrayValue first, object?[] results, GraphRun run)
    {
        var arrays = results.Select(result => result is ArrayValue array && IsLike(array, first) ? array : throw new LanesUnfitException()).ToList();
        return first with { Items = [.. Enumerable.Range(0, first.Count).Select(i => ToLanes([.. arrays.Select(array => array.Items[i])], run))] };
    }

    private static bool IsLike(ArrayValue array, ArrayValue first) =>
        array.Count == first.Count && (array.Labels ?? []).SequenceEqual(first.Labels ?? []);

    private static Lanes ToLanes(object?[] results, GraphRun run)
    {
        var lanes = run.NewLanes(results.All(result => result is null or bool));
        for (var pixel = 0; pixel < results.Length; pixel++)
        {
            lanes.Span[pixel] = results[pixel] switch
            {
                null => Missing.Value,
                double number => number,
                bool truth => truth ? 1 : 0,
                _ => throw new LanesUnfitException(),
            };
        }

        return lanes;
    }
}
