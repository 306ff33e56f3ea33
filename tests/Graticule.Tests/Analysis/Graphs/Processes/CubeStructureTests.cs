using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Tests.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class CubeStructureTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    private static readonly string[] Flat = ["B1~2020", "B1~2021", "B2~2020", "B2~2021"];

    [Fact]
    public void A_new_cube_has_no_dimension()
    {
        var cube = Assert.IsAssignableFrom<Cube>(CubeCalls.Call("create_data_cube", "{}"));

        Assert.Empty(cube.Shape.Dimensions);
        Assert.Empty(Assert.IsType<ArrayValue>(CubeCalls.Call("dimension_labels", """{"data": {"from_parameter": "d"}, "dimension": "e"}""",
            ("d", CubeCalls.Make("add_dimension", cube, """{"name": "e", "label": 1}""").Select("e", [])))).Items);
    }

    [Theory]
    [InlineData("spatial", "z", "7")]
    [InlineData("temporal", "t2", "\"2020-01-01\"")]
    [InlineData("bands", "b", "\"B1\"")]
    [InlineData("other", "o", "3")]
    public void A_dimension_is_added_before_the_others_and_dropped_again(string type, string name, string label)
    {
        var cube = SmallCubes.Random(new(1));

        var added = CubeCalls.Make("add_dimension", cube, $$"""{"name": "{{name}}", "label": {{label}}, "type": "{{type}}"}""");

        Assert.Equal([name, .. cube.Shape.Dimensions.Select(dimension => dimension.Name)], added.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(type, added.Shape.Dimensions[0].Type.ToString(), ignoreCase: true);
        AssertCells(added, place => At(cube, place));
        AssertSame(cube.Shape, CubeCalls.Make("drop_dimension", added, $$"""{"name": "{{name}}"}""").Shape);
        Assert.Equal("DimensionExists", CubeCalls.Code(() => CubeCalls.Make("add_dimension", added, $$"""{"name": "{{name}}", "label": 1}""")));
    }

    [Fact]
    public void X_added_to_a_cube_without_it_is_its_axis()
    {
        var cube = Of([Y(2), Bands("a")], 1, 2);

        var added = CubeCalls.Make("add_dimension", cube, """{"name": "x", "label": 5, "type": "spatial"}""");

        Assert.True(added.Shape.X is { Count: 1 });
        AssertSame([1, 2], Read(added).Values);
        AssertSame([2], Read(added.Crop(new(0, 1, 1, 1))).Values);
    }

    [Fact]
    public void Only_a_dimension_of_one_label_can_be_dropped()
    {
        var cube = Of([T("2020", "2021"), X(1)], 1, 2);

        Assert.Equal("DimensionLabelCountMismatch", CubeCalls.Code(() => CubeCalls.Make("drop_dimension", cube, """{"name": "t"}""")));
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => CubeCalls.Make("drop_dimension", cube, """{"name": "foo"}""")));
        AssertSame([1, 2], Read(CubeCalls.Make("drop_dimension", cube, """{"name": "x"}""")).Values);
    }

    [Fact]
    public void Dimensions_get_other_names_and_selections_find_them()
    {
        var cube = Of([T("2020", "2021"), X(2)], 1, 2, 3, 4);

        var renamed = CubeCalls.Make("rename_dimension", CubeCalls.Make("rename_dimension", cube, """{"source": "t", "target": "time"}"""), """{"source": "x", "target": "lon"}""");

        Assert.Equal(["time", "lon"], renamed.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.True(renamed.Shape.X is { Name: "lon" });
        AssertSame([4], Read(renamed.Select("time", [1]).Crop(new(1, 0, 1, 1))).Values);
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => CubeCalls.Make("rename_dimension", cube, """{"source": "foo", "target": "bar"}""")));
        Assert.Equal("DimensionExists", CubeCalls.Code(() => CubeCalls.Make("rename_dimension", cube, """{"source": "t", "target": "x"}""")));
    }

    [Theory]
    [InlineData("""{"dimension": "bands", "target": ["a", "b"], "source": ["red", "blue"]}""", "a green b")]
    [InlineData("""{"dimension": "bands", "target": ["blue", "red"], "source": ["red", "blue"]}""", "blue green red")]
    [InlineData("""{"dimension": "n", "target": ["a"]}""", "a 1")]
    [InlineData("""{"dimension": "n", "target": ["a", "b"]}""", "a b")]
    [InlineData("""{"dimension": "bands", "target": ["a", "b", "c"]}""", "LabelsNotEnumerated")]
    [InlineData("""{"dimension": "n", "target": ["a", "b", "c"]}""", "LabelMismatch")]
    [InlineData("""{"dimension": "bands", "target": ["a"], "source": ["red", "blue"]}""", "LabelMismatch")]
    [InlineData("""{"dimension": "bands", "target": ["a"], "source": ["foo"]}""", "LabelNotAvailable")]
    [InlineData("""{"dimension": "bands", "target": ["blue"], "source": ["green"]}""", "LabelExists")]
    public void Labels_get_other_names(string arguments, string expected)
    {
        var cube = Fill(new(1), new([Bands("red", "green", "blue"), new("n", DimensionType.Other, LabelList.Numbered(2))]));

        string Renamed()
        {
            var renamed = CubeCalls.Make("rename_labels", cube, arguments);
            AssertSame(cube.Values, Read(renamed).Values);
            return string.Join(' ', renamed.Shape.Find(arguments.Contains("bands", StringComparison.Ordinal) ? "bands" : "n")!.Labels);
        }

        Assert.Equal(expected, expected.StartsWith("Label", StringComparison.Ordinal) ? CubeCalls.Code(() => Renamed()) : Renamed());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_dimensions_are_flattened_in_the_order_given_and_split_again(int seed)
    {
        var random = new Random(seed);
        var cube = SmallCubes.Random(random);
        var names = cube.Shape.Dimensions.Select(dimension => dimension.Name).ToArray();
        random.Shuffle(names);
        var some = names[..random.Next(2, names.Length + 1)];
        var counts = some.ToDictionary(name => name, name => cube.Shape.Find(name)!.Count, StringComparer.Ordinal);
        var list = string.Join(", ", some.Select(name => $"\"{name}\""));

        var flat = CubeCalls.Make("flatten_dimensions", cube, $$"""{"dimensions": [{{list}}], "target_dimension": "flat"}""");
        var split = CubeCalls.Make("unflatten_dimension", flat, $$"""{"dimension": "flat", "target_dimensions": [{{list.Replace("\", \"", "2\", \"", StringComparison.Ordinal)[..^1]}}2"]}""");

        Assert.Equal(string.Join('~', some.Select(name => cube.Shape.Find(name)!.Labels[^1].Text)), flat.Shape.Find("flat")!.Labels[^1].Text);
        AssertCells(flat, place =>
        {
            var (rest, at) = (place["flat"], place);
            foreach (var name in some.Reverse())
            {
                at = at.With(name, rest % counts[name]);
                rest /= counts[name];
            }

            return At(cube, at);
        });
        AssertCells(split, place => At(cube, some.Aggregate(place, (at, name) => at.With(name, place[name + "2"]))));
    }

    [Fact]
    public void Labels_that_no_cell_has_after_a_split_are_missing()
    {
        var cube = Of([new Dimension("flat", DimensionType.Other, new(Flat.Take(3).Select(label => new Label(label)))), X(2)], 1, 2, 3, 4, 5, 6);

        var split = CubeCalls.Make("unflatten_dimension", cube, """{"dimension": "flat", "target_dimensions": ["band", "year"]}""");

        AssertSame([1, 2, 3, 4, 5, 6, Missing.Value, Missing.Value], Read(split).Values);
        AssertSame([4, Missing.Value], Read(split.Select("year", [1]).Crop(new(1, 0, 1, 1))).Values);
        Assert.Equal("TargetDimensionExists", CubeCalls.Code(() => CubeCalls.Make("unflatten_dimension", cube, """{"dimension": "flat", "target_dimensions": ["x", "year"]}""")));
        Assert.Equal("ProcessParameterInvalid", CubeCalls.Code(() => CubeCalls.Make("unflatten_dimension", cube, """{"dimension": "flat", "target_dimensions": ["a", "b", "c"]}""")));
        Assert.Equal("TargetDimensionExists", CubeCalls.Code(() => CubeCalls.Make("flatten_dimensions", cube, """{"dimensions": ["flat", "x"], "target_dimension": "x"}""")));
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => CubeCalls.Make("flatten_dimensions", cube, """{"dimensions": ["flat", "y"], "target_dimension": "z"}""")));
    }

    [Fact]
    public void Labels_without_values_are_trimmed_at_the_ends_and_bands_in_the_middle_too()
    {
        var cube = new MemoryCube(new([T("2020", "2021", "2022", "2023"), Bands("a", "b", "c"), Y(5), X(6)]), [.. Enumerable.Repeat(Missing.Value, 4 * 3 * 5 * 6)]);
        foreach (var (t, band, y, x) in new[] { (1, 0, 1, 2), (3, 2, 3, 4), (3, 2, 3, 2) })
        {
            cube.Values[(((((t * 3) + band) * 5) + y) * 6) + x] = double.NaN;
        }

        var trimmed = Assert.IsAssignableFrom<Cube>(CubeCalls.Make("trim_cube", cube, "{}"));

        Assert.Equal("t 3 x bands 2 x y 3 x x 3", trimmed.Shape.ToString());
        Assert.Equal(["2021", "2022", "2023"], trimmed.Shape.Find("t")!.Labels.Select(label => label.Text));
        Assert.Equal(["a", "c"], trimmed.Shape.Find("bands")!.Labels.Select(label => label.Text));
        Assert.Equal((490, 120), (trimmed.Shape.Y!.Labels[0].Number, trimmed.Shape.X!.Labels[0].Number));
        Assert.Equal(3, Read(trimmed).Values.Count(double.IsNaN) - Read(trimmed).Values.Count(Missing.Is));
        Assert.Equal("t 0 x x 0", CubeCalls.Make("trim_cube", Of([T("2020"), X(2)], Gap, Gap), "{}").Shape.ToString());
    }
}
