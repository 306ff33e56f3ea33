namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>One value of all dates, for each pixel and band.</summary>
internal static class TimeReductions
{
    /// <summary>By name: what is asked for, and the reducer of today.</summary>
    private static readonly (string Id, string Reducer, string Description)[] Names =
    [
        ("min_time", "min", "The least value of all dates, for each pixel and band."),
        ("max_time", "max", "The greatest value of all dates, for each pixel and band."),
        ("mean_time", "mean", "The mean of all dates, for each pixel and band."),
        ("median_time", "median", "The median of all dates, for each pixel and band."),
        ("sum_time", "sum", "The sum of all dates, for each pixel and band."),
        ("count_time", "count", "How many dates have a valid value, for each pixel and band."),
        ("first_time", "first", "The value of the first date that has a valid one, for each pixel and band."),
        ("last_time", "last", "The value of the last date that has a valid one, for each pixel and band."),
        ("find_min", "min", "The same as min_time."),
        ("find_max", "max", "The same as max_time."),
    ];

    public static IReadOnlyList<EarlyProcess> All { get; } =
    [
        .. Names.Select(name => new EarlyProcess(name.Id, name.Description, [EarlyArgument.Imagery], call => Reduce(call, name.Reducer))),
    ];

    private static EarlyImage Reduce(ProcessCall call, string reducer)
    {
        call.Allow(ProcessCall.ImageNames);
        var image = call.Image();
        var time = image.Time ?? throw call.Wrong("imagery", "has no dates any more");
        return call.Translation.Apply(image, "reduce_dimension", ("reducer", NodeWriter.Callback(reducer)), ("dimension", time)) with { Time = null };
    }
}
