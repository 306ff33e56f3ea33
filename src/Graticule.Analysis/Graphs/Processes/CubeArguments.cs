using Graticule.Analysis.Graphs.Cubes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Arguments that speak of dimensions and labels.</summary>
internal static class CubeArguments
{
    /// <summary>The dimension that a parameter names.</summary>
    /// <exception cref="GraphException"><c>DimensionNotAvailable</c>.</exception>
    internal static Dimension Dimension(this Arguments args, Cube cube, string parameter = "dimension") =>
        cube.Shape.Find(args.Text(parameter)) ?? throw NotAvailable(cube, args.Text(parameter), parameter);

    /// <summary>The temporal dimension that a parameter names, or the only one where the parameter is null.</summary>
    /// <exception cref="GraphException"><c>DimensionNotAvailable</c> or <c>TooManyDimensions</c>.</exception>
    internal static Dimension TemporalDimension(this Arguments args, Cube cube)
    {
        var dimensions = args.TemporalDimensions(cube);
        return dimensions.Count == 1 ? dimensions[0] : throw new GraphException(
            "TooManyDimensions", $"The data has several temporal dimensions; 'dimension' must name one of: {Names(dimensions)}.")
        { Parameter = "dimension" };
    }

    /// <summary>The temporal dimension that <c>dimension</c> names, or all temporal dimensions where it is null; at least one.</summary>
    /// <exception cref="GraphException"><c>DimensionNotAvailable</c>.</exception>
    internal static IReadOnlyList<Dimension> TemporalDimensions(this Arguments args, Cube cube)
    {
        if (args["dimension"] is not null)
        {
            var named = args.Dimension(cube);
            return named.Type == DimensionType.Temporal ? [named] : throw new GraphException(
                "DimensionNotAvailable", $"The dimension '{named.Name}' is not temporal.")
            { Parameter = "dimension" };
        }

        IReadOnlyList<Dimension> all = [.. cube.Shape.Dimensions.Where(dimension => dimension.Type == DimensionType.Temporal)];
        return all.Count > 0 ? all : throw new GraphException(
            "DimensionNotAvailable", $"The data has no temporal dimension; it has: {Names(cube.Shape.Dimensions)}.")
        { Parameter = "data" };
    }

    /// <summary>A fault of a name that no dimension has.</summary>
    internal static GraphException NotAvailable(Cube cube, string name, string parameter) => new(
        "DimensionNotAvailable", $"There is no dimension '{name}'; the data has: {Names(cube.Shape.Dimensions)}.")
    { Parameter = parameter };

    /// <summary>The instants of all labels of a dimension.</summary>
    /// <exception cref="GraphException">One of the labels names no instant.</exception>
    internal static IReadOnlyList<DateTimeOffset> InstantsOf(this Arguments args, Dimension dimension) =>
        [.. dimension.Labels.Select(label => Instants.Find(label.Text)
            ?? throw args.Wrong("data", $"a data cube with dates along '{dimension.Name}' (the label '{label}' names none)"))];

    /// <summary>An array of labels; empty where the argument is absent or null.</summary>
    internal static IReadOnlyList<Label> Labels(this Arguments args, string parameter) => args[parameter] is null
        ? []
        : [.. args.Get<ArrayValue>(parameter).Items.Select(item => LabelOf(args, parameter, item))];

    /// <summary>An array of texts; empty where the argument is absent or null.</summary>
    internal static IReadOnlyList<string> Texts(this Arguments args, string parameter) => args[parameter] is null
        ? []
        : [.. args.Get<ArrayValue>(parameter).Items.Select(item => item as string ?? throw args.Wrong(parameter, "an array of texts"))];

    internal static Label LabelOf(Arguments args, string parameter, object? value) => value switch
    {
        string text => new(text),
        double number => new(number),
        _ => throw args.Wrong(parameter, "made of numbers and texts"),
    };

    /// <summary>A label as processes see it.</summary>
    internal static object ValueOf(Label label) => label.IsText ? label.Text : label.Number;

    /// <summary>The callback of a parameter, for cells, with the argument <c>context</c>.</summary>
    internal static CellProcess Cells(this Arguments args, string parameter) => new(args.Callback(parameter), args["context"], args.Run);

    internal static string Names(IEnumerable<Dimension> dimensions) => string.Join(", ", dimensions.Select(dimension => dimension.Name).DefaultIfEmpty("none"));

    /// <summary>The cube with all cells along a dimension side by side as planes: x and y are raised.</summary>
    internal static (Cube Cube, Dimension Dimension) Upright(Cube cube, Dimension dimension)
    {
        if (!dimension.IsX && !dimension.IsY)
        {
            return (cube, dimension);
        }

        var upright = new UprightCube(cube, dimension);
        return (upright, upright.Shape.Find(dimension.Name)!);
    }

    /// <summary>Some labels of any dimension, in the order given.</summary>
    internal static Cube Pick(Cube cube, Dimension dimension, IReadOnlyList<int> positions)
    {
        if (!dimension.IsX && !dimension.IsY)
        {
            return cube.Select(dimension.Name, positions);
        }

        var isRun = positions.Select((position, i) => position - i).Distinct().Count() <= 1;
        if (!isRun)
        {
            return new LaidCube(new UprightCube(cube, dimension).Select(dimension.Name, positions), dimension.Pick(positions), cube.Shape.IndexOf(dimension.Name));
        }

        var (start, count) = (positions.Count == 0 ? 0 : positions[0], positions.Count);
        return cube.Crop(dimension.IsX ? new(start, 0, count, cube.Shape.Height) : new(0, start, cube.Shape.Width, count));
    }
}
