using Graticule.Jobs;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

internal static class Filters
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("filter_bands", FilterBands),
        new("filter_bbox", BoxFilter.Filter),
        new("filter_labels", FilterLabels),
        new("filter_temporal", FilterTemporal),
    ];

    private static Cube FilterBands(Arguments args)
    {
        var cube = args.Cube();
        var (names, ranges) = (args.Texts("bands"), args.Get("wavelengths", new ArrayValue([])).Items);
        if (names.Count == 0 && ranges.Count == 0)
        {
            throw new GraphException("BandFilterParameterMissing", "One of 'bands' and 'wavelengths' must name bands.") { Parameter = "bands" };
        }

        var bands = cube.Shape.Dimensions.FirstOrDefault(dimension => dimension.Type == DimensionType.Bands)
            ?? throw new GraphException("DimensionMissing", $"The data has no dimension of the type 'bands'; it has: {CubeArguments.Names(cube.Shape.Dimensions)}.") { Parameter = "data" };
        foreach (var name in names.Where(name => BandNames.Find(bands, name).Count == 0))
        {
            args.Run.Services.Log(LogLevel.Warning, "BandNotAvailable", $"There is no band '{name}'; there are: {string.Join(", ", bands.Labels)}.");
        }

        var found = names.SelectMany(name => BandNames.Find(bands, name)).Concat(ranges.SelectMany(range => Find(args, bands, range)));
        return cube.Select(bands.Name, [.. found.Distinct()]);
    }

    private static IReadOnlyList<int> Find(Arguments args, Dimension bands, object? range) =>
        range is ArrayValue { Items: [double least, double greatest] } && least <= greatest
            ? BandNames.Find(bands, least, greatest)
            : throw args.Wrong("wavelengths", "an array of ranges, each an array of two wavelengths in micrometres, the shorter first");

    private static Cube FilterLabels(Arguments args)
    {
        var cube = args.Cube();
        var (dimension, condition) = (args.Dimension(cube), args.Callback("condition"));
        var kept = Enumerable.Range(0, dimension.Count).Where(position => condition.Invoke(
            args.Run, ("value", CubeArguments.ValueOf(dimension.Labels[position])), ("context", args["context"])) is true);
        return CubeArguments.Pick(cube, dimension, [.. kept]);
    }

    private static Cube FilterTemporal(Arguments args)
    {
        var cube = args.Cube();
        var dimensions = args.TemporalDimensions(cube);
        var isIn = Intervals.Read(args, "extent", args["extent"]);
        foreach (var dimension in dimensions)
        {
            var instants = args.InstantsOf(dimension);
            var kept = Enumerable.Range(0, dimension.Count).Where(position => isIn(instants[position])).ToList();
            cube = kept.Count == dimension.Count ? cube : cube.Select(dimension.Name, kept);
        }

        return cube;
    }
}
