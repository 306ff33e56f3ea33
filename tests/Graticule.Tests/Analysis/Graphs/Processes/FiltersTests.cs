using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Tests.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class FiltersTests
{
    [Theory]
    [InlineData("""{"bands": ["B08", "B02"]}""", "B08 B02")]
    [InlineData("""{"bands": ["nir"]}""", "B08 B8A")]
    [InlineData("""{"bands": ["red", "nir", "B08"]}""", "red B08 B8A")]
    [InlineData("""{"bands": ["foo"]}""", "")]
    [InlineData("""{"wavelengths": [[0.8, 0.9], [0.4, 0.5]]}""", "B08 B8A B02")]
    [InlineData("""{"bands": ["B02"], "wavelengths": [[0.84, 0.865]]}""", "B02 B08 B8A")]
    [InlineData("{}", "BandFilterParameterMissing")]
    [InlineData("""{"wavelengths": [[0.9, 0.8]]}""", "ProcessParameterInvalid")]
    public void Bands_are_found_by_name_common_name_or_wavelength_in_the_order_asked_for(string arguments, string expected)
    {
        var bands = Bands("red", "B02", "B08", "B8A", "B04") with
        {
            Bands = [new("red"), new("B02", "blue", 0.49, 0.1), new("B08", "nir", 0.84), new("B8A", "nir", 0.865), new("B04", "red", 0.66)],
        };
        var cube = Of([bands], 0, 1, 2, 3, 4);

        string Filtered()
        {
            var filtered = CubeCalls.Make("filter_bands", cube, arguments).Shape.Dimensions[0];
            Assert.Equal(filtered.Labels.Select(label => label.Text), filtered.Bands!.Select(band => band.Name));
            return string.Join(' ', filtered.Labels);
        }

        Assert.Equal(expected, char.IsUpper(expected.FirstOrDefault()) && expected.Length > 20 ? CubeCalls.Code(() => Filtered()) : Filtered());
        Assert.Equal("DimensionMissing", CubeCalls.Code(() => CubeCalls.Make("filter_bands", Of([X(1)], 1), """{"bands": ["a"]}""")));
    }

    [Fact]
    public void A_band_that_is_not_there_is_told()
    {
        var log = new List<string>();

        CubeCalls.Call("filter_bands", """{"data": {"from_parameter": "d"}, "bands": ["a", "b"]}""", log, ("d", Of([Bands("a")], 1)));

        Assert.Equal(["Warning BandNotAvailable There is no band 'b'; there are: a."], log);
    }

    [Theory]
    [InlineData("""["2020-01-15", "2020-03-15"]""", "0 1")]
    [InlineData("""["2020-01-15T00:00:01Z", "2020-03-15T01:00:00+01:00"]""", "1")]
    [InlineData("""["2020-02", null]""", "1 2")]
    [InlineData("""[null, "2020"]""", "")]
    [InlineData("""["2020-01-16", "2020-01-15"]""", "TemporalExtentEmpty")]
    [InlineData("""[null, null]""", "ProcessParameterInvalid")]
    [InlineData("""["2020-01-15"]""", "ProcessParameterInvalid")]
    [InlineData("""["2020-01-15", "2020-03-15"], "dimension": "time" """, "DimensionNotAvailable")]
    public void Dates_are_kept_from_the_start_to_before_the_end(string extent, string expected)
    {
        var cube = Of([T("2020-01-15", "2020-02-15", "2020-03-15"), X(2)], 0, 0, 1, 1, 2, 2);

        string Filtered() => string.Join(' ', Read(CubeCalls.Make("filter_temporal", cube, $$"""{"extent": {{extent}}}""")).Values.Where((_, i) => i % 2 == 0));

        Assert.Equal(expected, expected.Length > 10 ? CubeCalls.Code(() => Filtered()) : Filtered());
    }

    [Fact]
    public void All_temporal_dimensions_are_filtered_where_none_is_named()
    {
        var cube = Of([T("2020", "2021"), T("2019", "2020") with { Name = "t2" }], 1, 2, 3, 4);

        AssertSame([2], Read(CubeCalls.Make("filter_temporal", cube, """{"extent": ["2020", "2021"]}""")).Values);
        AssertSame([1, 2], Read(CubeCalls.Make("filter_temporal", cube, """{"extent": ["2020", "2021"], "dimension": "t"}""")).Values);
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => CubeCalls.Make("filter_temporal", Of([X(1)], 1), """{"extent": ["2020", "2021"]}""")));
    }

    [Fact]
    public void Labels_of_any_dimension_are_kept_by_a_condition()
    {
        var cube = Of([Bands("c", "a", "d"), X(3, 1, 1)], 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var condition = CubeCalls.Callback("t_later", """{"value": {"from_parameter": "value"}, "than": {"from_parameter": "context"}}""");

        AssertSame([1, 2, 3, 7, 8, 9], Read(CubeCalls.Make("filter_labels", cube, $$"""{"condition": {{condition}}, "dimension": "bands", "context": "b"}""")).Values);
        AssertSame([3, 6, 9], Read(CubeCalls.Make("filter_labels", cube, $$"""{"condition": {{condition}}, "dimension": "x", "context": "2"}""")).Values);
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => CubeCalls.Make("filter_labels", cube, $$"""{"condition": {{condition}}, "dimension": "t"}""")));
    }

    [Fact]
    public void Labels_of_x_that_do_not_follow_each_other_can_be_kept()
    {
        var cube = Of([X(3) with { Labels = new(["c", "a", "d"]) }, Y(2)], 1, 2, 3, 4, 5, 6);
        var condition = CubeCalls.Callback("t_later", """{"value": {"from_parameter": "value"}, "than": "b"}""");

        var filtered = CubeCalls.Make("filter_labels", cube, $$"""{"condition": {{condition}}, "dimension": "x"}""");

        Assert.Equal("x 2 x y 2", filtered.Shape.ToString());
        AssertSame([1, 3, 4, 6], Read(filtered).Values);
    }

    [Theory]
    [InlineData("\"west\": 105, \"south\": 480, \"east\": 120, \"north\": 495, \"crs\": 32632", "110 120/490 480")]
    [InlineData("\"west\": 105, \"south\": 480, \"east\": 119.9, \"north\": 489.9, \"crs\": \"EPSG:32632\"", "110/480")]
    [InlineData("\"west\": 0, \"south\": 0, \"east\": 900, \"north\": 900, \"crs\": \"32632\"", "100 110 120/500 490 480")]
    [InlineData("\"west\": 101, \"south\": 0, \"east\": 109, \"north\": 900, \"crs\": 32632", "/")]
    [InlineData("\"west\": 2, \"south\": 0, \"east\": 1, \"north\": 900", "ProcessParameterInvalid")]
    [InlineData("\"west\": 2, \"south\": 0, \"east\": 10", "ProcessParameterInvalid")]
    [InlineData("\"west\": 2, \"south\": 0, \"east\": 10, \"north\": 10, \"crs\": 999999", "ProcessParameterInvalid")]
    public void Cells_are_kept_whose_centres_lie_in_a_box(string extent, string expected)
    {
        var cube = Fill(new(1), new([Y(3), Bands("a"), X(3)]));
        string Filtered(Cube data)
        {
            var filtered = CubeCalls.Make("filter_bbox", data, $$"""{"extent": { {{extent}} } }""");
            AssertCells(filtered, place => At(cube, place
                .With("x", cube.Shape.X.Labels.IndexOf(filtered.Shape.X!.Labels[place["x"]])).With("y", cube.Shape.Y!.Labels.IndexOf(filtered.Shape.Y!.Labels[place["y"]]))));
            return $"{string.Join(' ', filtered.Shape.X!.Labels)}/{string.Join(' ', filtered.Shape.Y!.Labels)}";
        }

        var listed = new MemoryCube(cube.Shape.Replace(cube.Shape.X!, cube.Shape.X! with { Labels = new(cube.Shape.X.Labels) }), cube.Values);
        Assert.Equal(expected, expected.StartsWith("Process", StringComparison.Ordinal) ? CubeCalls.Code(() => Filtered(cube)) : Filtered(cube));
        Assert.Equal(expected, expected.StartsWith("Process", StringComparison.Ordinal) ? CubeCalls.Code(() => Filtered(listed)) : Filtered(listed));
    }

    [Fact]
    public void A_box_in_longitude_and_latitude_keeps_what_upstream_expects()
    {
        var cube = Fill(new(1), new([
            Y(8, 5757495) with { ReferenceSystem = "EPSG:25832" }, X(9, 404835) with { ReferenceSystem = "EPSG:25832" }]));

        var filtered = CubeCalls.Make(
            "filter_bbox", cube, """{"extent": {"east": 7.615929556794445, "south": 51.95982196234872, "west": 7.615340662408175, "north": 51.96005351522534}}""");

        Assert.Equal("404865 404875 404885 404895", string.Join(' ', filtered.Shape.X!.Labels));
        Assert.Equal("5757495 5757485 5757475", string.Join(' ', filtered.Shape.Y!.Labels));
    }

    [Fact]
    public void Heights_are_kept_from_the_base_to_the_height()
    {
        var z = new Dimension("z", DimensionType.Spatial, new([0.0, 10, 20])) { Axis = SpatialAxis.Z };
        var cube = Of([z, Y(1), X(1)], 1, 2, 3);

        AssertSame([2, 3], Read(CubeCalls.Make("filter_bbox", cube, """{"extent": {"west": 0, "south": 0, "east": 900, "north": 900, "crs": 32632, "base": 10, "height": 20}}""")).Values);
    }

    [Fact]
    public void Filters_reach_the_source_through_what_was_computed()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var source = new ProbedCube(Fill(new(1), new([T("2020", "2021"), Bands("a", "b"), Y(4), X(4)])), read);
        var callback = CubeCalls.Callback("t_add", """{"x": {"from_parameter": "x"}, "y": 1}""");
        var cube = CubeCalls.Make("apply", source, $$"""{"process": {{callback}}}""");
        cube = CubeCalls.Make("rename_dimension", CubeCalls.Make("add_dimension", cube, """{"name": "n", "label": 1}"""), """{"source": "bands", "target": "b"}""");

        cube = CubeCalls.Make("filter_bands", CubeCalls.Make("filter_temporal", cube, """{"extent": ["2021", null]}"""), """{"bands": ["b"]}""");
        cube = CubeCalls.Make("filter_bbox", cube, """{"extent": {"west": 105, "south": 480, "east": 120, "north": 485, "crs": 32632}}""");
        Read(cube);

        Assert.Equal(["t 1 x bands 1 x y 1 x x 2"], read);
    }

    [Fact]
    public void What_is_inspected_stays_the_same_and_is_logged()
    {
        var log = new List<string>();
        var cube = Of([X(2)], 1, 2);

        Assert.Same(cube, CubeCalls.Call("inspect", """{"data": {"from_parameter": "d"}, "message": "here", "code": "Mine", "level": "warning"}""", log, ("d", cube)));
        Assert.Equal(3.0, CubeCalls.Call("inspect", """{"data": 3}""", log));
        Assert.IsType<ArrayValue>(CubeCalls.Call("inspect", """{"data": [1, null, "a"]}""", log));

        Assert.Equal(["Warning Mine here: a data cube (x 2)", "Info User the number 3", "Info User an array of 3: the number 1, null, the text 'a'"], log);
        Assert.Equal("ProcessParameterInvalid", CubeCalls.Code(() => CubeCalls.Call("inspect", """{"data": 3, "level": "loud"}""")));
    }

    [Fact]
    public void What_is_inspected_in_each_cell_is_logged_a_limited_number_of_times()
    {
        var log = new List<string>();
        var callback = CubeCalls.Callback("inspect", """{"data": {"from_parameter": "x"}, "message": "cell"}""");
        var cube = Fill(new(1), new([Bands([.. Enumerable.Range(0, 50).Select(i => $"{i}")]), Y(50), X(100)]));

        var applied = (Cube)CubeCalls.Call("apply", $$"""{"data": {"from_parameter": "d"}, "process": {{callback}}}""", log, ("d", cube))!;

        AssertSame(cube.Values, Read(applied).Values);
        Assert.Equal(100, log.Count);
    }
}
