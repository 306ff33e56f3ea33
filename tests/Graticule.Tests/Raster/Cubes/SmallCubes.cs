using Graticule.Raster.Cubes;

namespace Graticule.Tests.Raster.Cubes;

/// <summary>Small cubes and the plain way to their cells.</summary>
internal static class SmallCubes
{
    internal const double Gap = double.MinValue;

    internal static Dimension X(int count, double start = 100, double step = 10) =>
        new("x", DimensionType.Spatial, LabelList.Regular(start, step, count)) { Axis = SpatialAxis.X, ReferenceSystem = "EPSG:32632" };

    internal static Dimension Y(int count, double start = 500, double step = -10) =>
        new("y", DimensionType.Spatial, LabelList.Regular(start, step, count)) { Axis = SpatialAxis.Y, ReferenceSystem = "EPSG:32632" };

    internal static Dimension T(params string[] dates) => new("t", DimensionType.Temporal, new(dates.Select(date => new Label(date))));

    internal static Dimension Bands(params string[] names) => new("bands", DimensionType.Bands, new(names.Select(name => new Label(name))));

    internal static MemoryCube Of(Dimension[] dimensions, params double[] values) =>
        new(new(dimensions), [.. values.Select(value => value == Gap ? Missing.Value : value)]);

    /// <summary>A cube with x, y, t and bands in any order, few whole numbers as values and gaps.</summary>
    internal static MemoryCube Random(Random random)
    {
        Dimension[] dimensions =
        [
            X(random.Next(1, 6)), Y(random.Next(1, 6)),
            T([.. Enumerable.Range(1, random.Next(1, 6)).Select(month => $"2020-{month:D2}-15")]),
            Bands([.. Enumerable.Range(1, random.Next(1, 4)).Select(band => $"B{band}")]),
        ];
        random.Shuffle(dimensions);
        return Fill(random, new(dimensions));
    }

    internal static MemoryCube Fill(Random random, CubeShape shape) => new(shape, [.. Enumerable.Range(0, shape.Planes * shape.Width * shape.Height)
        .Select(_ => random.Next(8) == 0 ? Missing.Value : random.Next(-9, 10))]);

    /// <summary>All cells, read in windows of a few cells by two threads, after the check that it does not matter how they are read.</summary>
    internal static MemoryCube Read(Cube cube)
    {
        var tiny = CubeWalk.ToMemory(cube, new(2, 12) { OutputTile = (2, 1) }, CancellationToken.None);
        var whole = CubeWalk.ToMemory(cube, new(1, 1 << 20), CancellationToken.None);
        AssertSame(whole.Values, tiny.Values);
        return tiny;
    }

    /// <summary>Equal numbers; missing values and NaN each equal themselves only.</summary>
    internal static void AssertSame(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var isSame = Missing.Is(expected[i]) || Missing.Is(actual[i])
                ? Missing.Is(expected[i]) && Missing.Is(actual[i])
                : expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Abs(expected[i]);
            Assert.True(isSame, $"At {i} of {expected.Count}: expected {Text(expected[i])}, not {Text(actual[i])}.");
        }
    }

    /// <summary>The same dimensions with the same labels.</summary>
    internal static void AssertSame(CubeShape expected, CubeShape actual)
    {
        Assert.Equal(expected.Dimensions.Select(Facts), actual.Dimensions.Select(Facts));
        static object Facts(Dimension dimension) =>
            (dimension.Name, dimension.Type, dimension.Axis, dimension.ReferenceSystem, string.Join(' ', dimension.Labels), string.Join(' ', dimension.Bands ?? []));
    }

    /// <summary>Compares all cells of a cube with a function of the places along its dimensions, by name.</summary>
    internal static void AssertCells(Cube cube, Func<IReadOnlyDictionary<string, int>, double> expected)
    {
        var read = Read(cube);
        foreach (var place in Places(cube.Shape))
        {
            AssertSame([expected(place)], [At(read, place)]);
        }
    }

    /// <summary>All combinations of places.</summary>
    internal static IEnumerable<IReadOnlyDictionary<string, int>> Places(CubeShape shape)
    {
        IEnumerable<Dictionary<string, int>> places = [new(StringComparer.Ordinal)];
        foreach (var dimension in shape.Dimensions)
        {
            places = places.SelectMany(_ => Enumerable.Range(0, dimension.Count), (place, i) => new Dictionary<string, int>(place, StringComparer.Ordinal) { [dimension.Name] = i });
        }

        return places;
    }

    /// <summary>A cell by its places; those of dimensions that the cube lacks are not looked at.</summary>
    internal static double At(MemoryCube cube, IReadOnlyDictionary<string, int> place)
    {
        var plane = cube.Shape.PlaneDimensions.Aggregate(0, (sum, dimension) => (sum * dimension.Count) + place[dimension.Name]);
        var row = cube.Shape.Y is { } y ? place[y.Name] : 0;
        var column = cube.Shape.X is { } x ? place[x.Name] : 0;
        return cube.Values[(((plane * cube.Shape.Height) + row) * cube.Shape.Width) + column];
    }

    internal static Dictionary<string, int> With(this IReadOnlyDictionary<string, int> place, string dimension, int position) =>
        new(place, StringComparer.Ordinal) { [dimension] = position };

    private static string Text(double value) => Missing.Is(value) ? "missing" : $"{value}";
}
