using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

internal static class CubeStructure
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("create_data_cube", _ => new MemoryCube(new([]), [Missing.Value])),
        new("add_dimension", AddDimension),
        new("drop_dimension", DropDimension),
        new("rename_dimension", RenameDimension),
        new("rename_labels", RenameLabels),
        new("dimension_labels", args => new ArrayValue([.. args.Dimension(args.Cube()).Labels.Select(CubeArguments.ValueOf)])),
        new("flatten_dimensions", Flattening.Flatten),
        new("unflatten_dimension", Flattening.Unflatten),
        new("trim_cube", args => Occupancy.Trim(
            args.Cube(), new(args.Run.Services.Threads, args.Run.Services.MostBytes), args.Run.Services.CancellationToken)),
        new("merge_cubes", Merging.Merge),
    ];

    private static Cube AddDimension(Arguments args)
    {
        var (cube, name) = (args.Cube(), args.Text("name"));
        if (cube.Shape.Find(name) is not null)
        {
            throw new GraphException("DimensionExists", $"The data has a dimension '{name}' already.") { Parameter = "name" };
        }

        var type = args.Get("type", "other") switch
        {
            "spatial" => DimensionType.Spatial,
            "temporal" => DimensionType.Temporal,
            "bands" => DimensionType.Bands,
            "other" => DimensionType.Other,
            _ => throw args.Wrong("type", "one of: spatial, temporal, bands, other"),
        };
        return RelabelledCube.Add(cube, new(name, type, new([CubeArguments.LabelOf(args, "label", args["label"])]))
        {
            Axis = type == DimensionType.Spatial ? AxisOf(name, cube.Shape) : null,
        });
    }

    /// <summary>The axis that a name stands for, where the cube has none such; otherwise z.</summary>
    private static SpatialAxis AxisOf(string name, CubeShape shape) => name switch
    {
        "x" when shape.X is null => SpatialAxis.X,
        "y" when shape.Y is null => SpatialAxis.Y,
        _ => SpatialAxis.Z,
    };

    private static Cube DropDimension(Arguments args)
    {
        var cube = args.Cube();
        var dimension = args.Dimension(cube, "name");
        return dimension.Count == 1 ? RelabelledCube.Drop(cube, dimension) : throw new GraphException(
            "DimensionLabelCountMismatch", $"The dimension '{dimension.Name}' has {dimension.Count} labels; only one with a single label can be dropped.")
        { Parameter = "name" };
    }

    private static Cube RenameDimension(Arguments args)
    {
        var (cube, target) = (args.Cube(), args.Text("target"));
        var dimension = args.Dimension(cube, "source");
        return cube.Shape.Find(target) is null ? RelabelledCube.Replace(cube, dimension, dimension with { Name = target }) : throw new GraphException(
            "DimensionExists", $"The data has a dimension '{target}' already.")
        { Parameter = "target" };
    }

    private static Cube RenameLabels(Arguments args)
    {
        var cube = args.Cube();
        var dimension = args.Dimension(cube);
        var (source, target) = (args.Labels("source"), args.Labels("target"));
        if (source.Count == 0)
        {
            if (dimension.Labels.Where((label, i) => label != new Label(i)).Any())
            {
                throw Fault("LabelsNotEnumerated", $"The labels of '{dimension.Name}' are not 0, 1, 2 and so on; 'source' must tell which are meant.", "source");
            }

            source = [.. dimension.Labels.Take(target.Count)];
        }

        if (source.Count != target.Count)
        {
            throw Fault("LabelMismatch", $"{source.Count} labels cannot get {target.Count} names.", "target");
        }

        var labels = dimension.Labels.ToArray();
        for (var i = 0; i < source.Count; i++)
        {
            var position = dimension.Labels.IndexOf(source[i]);
            labels[position >= 0 ? position : throw Fault("LabelNotAvailable", $"There is no label '{source[i]}' along '{dimension.Name}'.", "source")] = target[i];
        }

        return labels.Distinct().Count() == labels.Length
            ? RelabelledCube.Replace(cube, dimension, dimension with { Labels = new(labels) })
            : throw Fault("LabelExists", $"Two labels of '{dimension.Name}' would be the same.", "target");
    }

    private static GraphException Fault(string code, string message, string parameter) => new(code, message) { Parameter = parameter };
}
