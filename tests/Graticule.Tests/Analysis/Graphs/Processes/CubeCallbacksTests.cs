using Graticule.Raster.Cubes;
using Graticule.Tests.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class CubeCallbacksTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_reducer_gets_all_values_along_any_dimension_of_any_cube(int seed)
    {
        var cube = SmallCubes.Random(new(seed));
        foreach (var dimension in cube.Shape.Dimensions)
        {
            var reduced = CubeCalls.Make("reduce_dimension", cube, $$"""{"reducer": {{CubeCalls.Reducer("t_sum")}}, "dimension": "{{dimension.Name}}"}""");

            AssertSame(cube.Shape.Without(dimension), reduced.Shape);
            AssertCells(reduced, place =>
            {
                var values = Enumerable.Range(0, dimension.Count).Select(i => At(cube, place.With(dimension.Name, i))).Where(value => !Missing.Is(value)).ToList();
                return values.Count == 0 ? Missing.Value : values.Sum();
            });
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_process_along_any_dimension_keeps_labels_where_their_count_stays(int seed)
    {
        var cube = SmallCubes.Random(new(seed));
        foreach (var dimension in cube.Shape.Dimensions)
        {
            var applied = CubeCalls.Make("apply_dimension", cube, $$"""{"process": {{CubeCalls.Reducer("t_reverse")}}, "dimension": "{{dimension.Name}}"}""");

            AssertSame(cube.Shape, applied.Shape);
            AssertCells(applied, place => At(cube, place.With(dimension.Name, dimension.Count - 1 - place[dimension.Name])));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_process_along_any_dimension_may_make_another_number_of_values(int seed)
    {
        var cube = SmallCubes.Random(new(seed));
        foreach (var dimension in cube.Shape.Dimensions.Where(dimension => dimension.Count != 2))
        {
            var applied = CubeCalls.Make("apply_dimension", cube, $$"""{"process": {{CubeCalls.Reducer("t_ends")}}, "dimension": "{{dimension.Name}}"}""");

            var changed = applied.Shape.Find(dimension.Name)!;
            Assert.Equal([new Label(0), new Label(1)], changed.Labels);
            Assert.Equal((dimension.Type, dimension.Axis), (changed.Type, changed.Axis));
            Assert.Equal(cube.Shape.Dimensions.Select(each => each.Name), applied.Shape.Dimensions.Select(each => each.Name));
            AssertCells(applied, place => At(cube, place.With(dimension.Name, place[dimension.Name] == 0 ? 0 : dimension.Count - 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_values_along_any_dimension_may_become_a_new_one(int seed)
    {
        var cube = SmallCubes.Random(new(seed));
        foreach (var dimension in cube.Shape.Dimensions)
        {
            var applied = CubeCalls.Make(
                "apply_dimension", cube, $$"""{"process": {{CubeCalls.Reducer("t_reverse")}}, "dimension": "{{dimension.Name}}", "target_dimension": "new"}""");

            var changed = applied.Shape.Find("new")!;
            Assert.Equal(DimensionType.Other, changed.Type);
            Assert.Equal(LabelList.Numbered(dimension.Count), changed.Labels);
            Assert.Equal(cube.Shape.IndexOf(dimension.Name), applied.Shape.IndexOf("new"));
            AssertCells(applied, place => At(cube, place.With(dimension.Name, dimension.Count - 1 - place["new"])));
        }
    }

    [Theory]
    [InlineData("bands", "t")]
    [InlineData("bands", "y")]
    [InlineData("x", "t")]
    [InlineData("x", "y")]
    public void A_target_with_a_single_label_takes_the_values_and_the_source_is_gone(string source, string target)
    {
        Dimension[] dimensions = [T("2020-01-01"), X(3), Bands("a", "b", "c"), Y(1)];
        var cube = Fill(new(1), new(dimensions));

        var applied = CubeCalls.Make(
            "apply_dimension", cube, $$"""{"process": {{CubeCalls.Reducer("t_reverse")}}, "dimension": "{{source}}", "target_dimension": "{{target}}"}""");

        Assert.Null(applied.Shape.Find(source));
        Assert.Equal(3, applied.Shape.Find(target)!.Count);
        Assert.Equal(dimensions.First(dimension => dimension.Name == target).Type, applied.Shape.Find(target)!.Type);
        AssertCells(applied, place => At(cube, place.With(source, 2 - place[target]).With(target, 0)));
    }

    [Fact]
    public void Where_a_process_gives_less_values_the_rest_is_missing()
    {
        var cube = Of([T("2020-01-01", "2020-01-02", "2020-01-03"), X(3)], Gap, 1, Gap, Gap, Gap, Gap, 7, 2, Gap);

        var applied = CubeCalls.Make("apply_dimension", cube, $$"""{"process": {{CubeCalls.Reducer("t_valid")}}, "dimension": "t"}""");

        AssertSame([7, 1, Missing.Value, Missing.Value, 2, Missing.Value, Missing.Value, Missing.Value, Missing.Value], Read(applied).Values);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_process_is_applied_to_each_cell_with_the_context(int seed)
    {
        var cube = SmallCubes.Random(new(seed));
        foreach (var process in new[] { "t_add", "t_minus" })
        {
            var callback = CubeCalls.Callback(process, """{"x": {"from_parameter": "x"}, "y": {"from_parameter": "context"}}""");
            var applied = CubeCalls.Make("apply", cube, $$"""{"process": {{callback}}, "context": 3}""");

            AssertCells(applied, place => Missing.Is(At(cube, place)) ? Missing.Value : At(cube, place) + (process == "t_add" ? 3 : -3));
        }
    }

    [Fact]
    public void A_reducer_sees_labels_and_the_parameters_around_it()
    {
        var cube = Of([Bands("red", "nir"), X(2)], 1, 2, 30, 40);
        var callback = CubeCalls.Callback("t_at", """{"data": {"from_parameter": "data"}, "label": {"from_parameter": "which"}}""");

        var reduced = CubeCalls.Make("reduce_dimension", cube, $$"""{"reducer": {{callback}}, "dimension": "bands"}""", ("which", "nir"));

        AssertSame([30, 40], Read(reduced).Values);
    }

    [Fact]
    public void Labels_of_x_are_numbers_to_a_reducer()
    {
        var cube = Of([X(3), Y(2)], 1, 2, 3, 4, 5, 6);
        var callback = CubeCalls.Callback("t_at", """{"data": {"from_parameter": "data"}, "label": 110}""");

        AssertSame([2, 5], Read(CubeCalls.Make("reduce_dimension", cube, $$"""{"reducer": {{callback}}, "dimension": "x"}""")).Values);
    }

    [Fact]
    public void What_is_chosen_later_is_not_computed_for_the_rest()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var cube = new ProbedCube(Fill(new(1), new([T("2020-01-01", "2020-02-01"), Bands("a", "b", "c"), Y(4), X(4)])), read);

        var reduced = CubeCalls.Make("reduce_dimension", cube, $$"""{"reducer": {{CubeCalls.Reducer("t_sum")}}, "dimension": "t"}""");
        var applied = CubeCalls.Make("apply_dimension", reduced, $$"""{"process": {{CubeCalls.Reducer("t_reverse")}}, "dimension": "x"}""");
        var one = applied.Select("bands", [1]).Crop(new(1, 2, 2, 1));
        Read(one);

        Assert.Equal(["t 2 x bands 1 x y 1 x x 4"], read);
        var all = Read(applied);
        AssertCells(one, place => At(all, place.With("bands", 1).With("x", place["x"] + 1).With("y", 2)));
    }

    [Fact]
    public void Faults_are_named_before_anything_is_read()
    {
        var cube = Of([Bands("a", "b")], 1, 2);

        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => CubeCalls.Make("reduce_dimension", cube, $$"""{"reducer": {{CubeCalls.Reducer("t_sum")}}, "dimension": "t"}""")));
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => CubeCalls.Make("apply_dimension", cube, $$"""{"process": {{CubeCalls.Reducer("t_sum")}}, "dimension": "t"}""")));
    }

    [Fact]
    public void The_vegetation_index_finds_bands_by_name_and_then_by_common_name()
    {
        var bands = Bands("red", "B08", "B04") with { Bands = [new("red", "other"), new("B08", "nir"), new("B04", "red")] };
        var cube = Of([bands, X(4)], 1, 2, Gap, 0, 3, Gap, 5, 0, 9, 9, 9, 9);

        var index = CubeCalls.Make("ndvi", cube, "{}");
        var kept = CubeCalls.Make("ndvi", cube, """{"red": "B04", "target_band": "ndvi"}""");

        Assert.Equal(["x"], index.Shape.Dimensions.Select(dimension => dimension.Name));
        AssertSame([0.5, Missing.Value, Missing.Value, double.NaN], Read(index).Values);
        Assert.Equal(["red", "B08", "B04", "ndvi"], kept.Shape.Find("bands")!.Labels.Select(label => label.Text));
        Assert.Equal(4, kept.Shape.Find("bands")!.Bands!.Count);
        AssertSame([1, 2, Missing.Value, 0, 3, Missing.Value, 5, 0, 9, 9, 9, 9, -0.5, Missing.Value, -4 / 14.0, -1], Read(kept).Values);
        Assert.Equal("BandExists", CubeCalls.Code(() => CubeCalls.Make("ndvi", cube, """{"target_band": "B08"}""")));
        Assert.Equal("NirBandAmbiguous", CubeCalls.Code(() => CubeCalls.Make("ndvi", cube, """{"nir": "B09"}""")));
        Assert.Equal("RedBandAmbiguous", CubeCalls.Code(() => CubeCalls.Make("ndvi", cube, """{"red": "B09"}""")));
        Assert.Equal("DimensionAmbiguous", CubeCalls.Code(() => CubeCalls.Make("ndvi", Of([X(2)], 1, 2), "{}")));
    }

    [Fact]
    public void The_vegetation_index_of_many_cells_keeps_gaps_and_NaN_apart()
    {
        var random = new Random(5);
        double Draw() => random.Next(5) switch { 0 => Missing.Value, 1 => double.NaN, _ => random.Next(1, 100) };
        var cube = new MemoryCube(new([Y(7), T("2020", "2021"), X(31), Bands("nir", "red")]), [.. Enumerable.Range(0, 7 * 2 * 31 * 2).Select(_ => Draw())]);

        AssertCells(CubeCalls.Make("ndvi", cube, "{}"), place =>
        {
            var (nir, red) = (At(cube, place.With("bands", 0)), At(cube, place.With("bands", 1)));
            return Missing.Is(nir) || Missing.Is(red) ? Missing.Value : (nir - red) / (nir + red);
        });
    }
}
