namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// Processes that order arrays. Equal elements stay in their order, ascending as well as descending; NaN comes after all numbers, and where
/// nodata goes is asked for.
/// </summary>
internal static class ArrayOrder
{
    internal static IEnumerable<GraphProcess> All =>
    [
        PixelByPixel.Process("order", args => new ArrayValue([.. Order(args).Select(place => (object)(double)place)])),
        new("sort", Sort) { TakesLanes = true },
        new("rearrange", Rearrange) { TakesLanes = true },
    ];

    private static object? Sort(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        return data.Items.Any(item => item is Lanes) && LaneOrder.Sort(args) is { } sorted
            ? sorted
            : PixelByPixel.Apply(args, one => Pick(one.Get<ArrayValue>("data"), Order(one)));
    }

    private static object? Rearrange(Arguments args)
    {
        if (PixelByPixel.HoldsLanes(args["order"]))
        {
            return PixelByPixel.Apply(args, Rearrange);
        }

        var data = args.Get<ArrayValue>("data");
        return Pick(data, args.Get<ArrayValue>("order").Items.Select(place => Place(place, data.Count, args)));
    }

    private static int Place(object? place, int count, Arguments args) =>
        place is double number && number == Math.Floor(number) && number >= 0 && number < count
            ? (int)number
            : throw args.Wrong("order", $"an array of whole numbers from 0 to {count - 1}");

    private static ArrayValue Pick(ArrayValue data, IEnumerable<int> places)
    {
        int[] picked = [.. places];
        return new([.. picked.Select(place => data.Items[place])], data.Labels is null ? null : [.. picked.Select(place => data.Labels[place])]);
    }

    private static IEnumerable<int> Order(Arguments args)
    {
        var items = args.Get<ArrayValue>("data").Items;
        var keys = items.Select(item => Key(item, args)).ToList();
        var there = Enumerable.Range(0, items.Count).Where(i => items[i] is not null);
        var numbers = there.Where(i => !double.IsNaN(keys[i]));
        var ordered = (args.Get("asc", otherwise: true) ? numbers.OrderBy(i => keys[i]) : numbers.OrderByDescending(i => keys[i]))
            .Concat(there.Where(i => double.IsNaN(keys[i])));
        var missing = Enumerable.Range(0, items.Count).Where(i => items[i] is null);
        return args["nodata"] switch
        {
            null => ordered,
            true => ordered.Concat(missing),
            false => missing.Concat(ordered),
            _ => throw args.Wrong("nodata", "true, false or null"),
        };
    }

    /// <summary>What an element is ordered by: of a date, its instant.</summary>
    private static double Key(object? item, Arguments args) => item switch
    {
        null => 0,
        double number => number,
        bool truth => truth ? 1 : 0,
        string text when DateText.Read(text) is { } date => date.Utc.Ticks,
        _ => throw new GraphException("ProcessParameterInvalid", $"'{args.ProcessId}' orders numbers and dates, not {Nouns.Of(item)}.") { Parameter = "data" },
    };
}
