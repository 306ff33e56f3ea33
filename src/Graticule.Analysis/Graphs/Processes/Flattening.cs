using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Several dimensions as one, and back.</summary>
internal static class Flattening
{
    /// <summary>Labels that a flattened dimension may have.</summary>
    private const long MostLabels = 1 << 24;

    internal static Cube Flatten(Arguments args)
    {
        var cube = args.Cube();
        var names = args.Texts("dimensions").Distinct(StringComparer.Ordinal).ToList();
        var dimensions = names.ConvertAll(name => cube.Shape.Find(name) ?? throw CubeArguments.NotAvailable(cube, name, "dimensions"));
        var target = args.Text("target_dimension");
        RequireNew(cube, target, "target_dimension");
        if (dimensions.Count == 0 || dimensions.Aggregate(1L, (product, dimension) => Math.Min(product * dimension.Count, MostLabels + 1)) > MostLabels)
        {
            throw args.Wrong("dimensions", $"names of dimensions with at most {MostLabels} labels in all combinations");
        }

        var order = cube.Shape.Dimensions.Select(dimension => dimension.Name).ToList();
        var at = order.FindIndex(names.Contains);
        order.RemoveAll(names.Contains);
        var flat = new Dimension(target, DimensionType.Other, new(Combine(dimensions, args.Get("label_separator", "~")).Select(label => new Label(label))));
        var upright = dimensions.Aggregate(cube, (raised, dimension) => CubeArguments.Upright(raised, dimension).Cube);
        var ordered = RearrangedCube.Reorder(upright, [.. order.Take(at), .. names, .. order.Skip(at)]);
        return new RelabelledCube(
            ordered,
            new([.. order.Take(at).Select(name => ordered.Shape.Find(name)!), flat, .. order.Skip(at).Select(name => ordered.Shape.Find(name)!)]),
            order.ToDictionary(name => name, name => name, StringComparer.Ordinal));
    }

    internal static Cube Unflatten(Arguments args)
    {
        var cube = args.Cube();
        var (source, dimension) = CubeArguments.Upright(cube, args.Dimension(cube));
        var (names, separator) = (args.Texts("target_dimensions"), args.Get("label_separator", "~"));
        foreach (var name in names)
        {
            RequireNew(cube, name, "target_dimensions");
        }

        var parts = dimension.Labels.Select(label => label.Text.Split(separator)).ToList();
        if (parts.Find(part => part.Length != names.Count) is { } odd)
        {
            throw args.Wrong(
                "target_dimensions", $"as many names as labels have parts: the label '{string.Join(separator, odd)}' has {odd.Length}, and there are {names.Count} names");
        }

        var targets = names.Select((name, i) => new Dimension(
            name, DimensionType.Other, new(parts.Select(part => part[i]).Distinct(StringComparer.Ordinal).Select(part => new Label(part))))).ToList();
        var at = cube.Shape.IndexOf(dimension.Name);
        var others = source.Shape.Without(dimension).Dimensions;
        var shape = new CubeShape([.. others.Take(at), .. targets, .. others.Skip(at)]);
        return new RearrangedCube(source, shape, Planes(shape, source.Shape, dimension, targets, parts));
    }

    /// <summary>For each plane that of the source whose label has the same parts; -1 where there is no such label.</summary>
    private static int[] Planes(CubeShape shape, CubeShape source, Dimension dimension, List<Dimension> targets, List<string[]> parts)
    {
        var run = PlaneRun.Of(source, dimension.Name);
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            positions[string.Join('\0', parts[i])] = i;
        }

        var runs = targets.ConvertAll(target => PlaneRun.Of(shape, target.Name));
        var planes = RearrangedCube.PlanesOf(shape, source);
        for (var plane = 0; plane < planes.Length; plane++)
        {
            var key = string.Join('\0', targets.Select((target, i) => target.Labels[runs[i].Split(plane).Position].Text));
            planes[plane] = positions.TryGetValue(key, out var position) ? planes[plane] + (position * run.Stride) : -1;
        }

        return planes;
    }

    /// <summary>All combinations of labels, those of the last dimension running fastest.</summary>
    private static IEnumerable<string> Combine(IEnumerable<Dimension> dimensions, string separator)
    {
        IEnumerable<string>? labels = null;
        foreach (var dimension in dimensions)
        {
            var next = dimension.Labels;
            labels = labels is null ? next.Select(label => label.Text) : labels.SelectMany(_ => next, (head, tail) => $"{head}{separator}{tail.Text}");
        }

        return labels!;
    }

    private static void RequireNew(Cube cube, string name, string parameter)
    {
        if (cube.Shape.Find(name) is not null)
        {
            throw new GraphException("TargetDimensionExists", $"The data has a dimension '{name}' already.") { Parameter = parameter };
        }
    }
}
