using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;
using Graticule.Tests.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>The process ccdc over small cubes, against the detector itself, pixel by pixel.</summary>
public sealed class ChangeDetectionTests
{
    private const int Width = 3;
    private const int Height = 2;
    private const string Map = """{"blue": "b1", "green": "b2", "red": "b3", "nir": "b4", "swir1": "b5", "swir2": "b6", "thermal": "b7"}""";
    private static readonly string[] Roles = ["blue", "green", "red", "nir", "swir1", "swir2", "thermal"];
    private static readonly string[] OfModel = ["intercept", "slope", "cos1", "sin1", "cos2", "sin2", "cos3", "sin3", "rmse", "magnitude"];

    /// <summary>Without missing temperatures: in cubes they are no numbers of 16 bits.</summary>
    private static readonly MadeUpPixel[] Pixels = [.. Enumerable.Range(0, Width * Height).Select(seed => new MadeUpPixel(seed, 120, changesAt: seed % 2 == 0 ? 60 : int.MaxValue))];

    [Fact]
    public void Segments_are_those_of_each_pixel()
    {
        var cube = Make(Data(), $$"""{"bands": {{Map}}, "qa": "qa", "segments": 3}""");

        Assert.Equal(["x", "y", "segment", "bands"], cube.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(["1", "2", "3"], cube.Shape.Find("segment")!.Labels.Select(label => label.Text));
        Assert.Equal(
            ["start", "end", "break", "probability", "observations", "curve_qa", .. Roles.SelectMany(role => OfModel.Select(name => $"{role}_{name}"))],
            cube.Shape.Find("bands")!.Labels.Select(label => label.Text));
        AssertSegments(cube, Pixels.Select(pixel => pixel.Detect().Models).ToList());
    }

    [Fact]
    public void Dimensions_may_come_in_any_order_and_dates_in_any_too()
    {
        var turned = new RearrangedForTest(Data());

        AssertSegments(Make(turned, $$"""{"bands": {{Map}}, "qa": "qa", "segments": 2}"""), Pixels.Select(pixel => pixel.Detect().Models).ToList());
    }

    [Fact]
    public void Common_names_of_bands_find_them()
    {
        var cube = Make(Data(common: true), """{"qa": "qa", "segments": 2}""");

        AssertSegments(cube, Pixels.Select(pixel => pixel.Detect().Models).ToList());
    }

    [Fact]
    public void Scaled_values_are_scaled_back()
    {
        var data = Data(scale: (band, value) => band == 7 ? value : band == 6 ? value / 10 : (value / 20_000) - 0.2);

        var cube = Make(data, $$"""
            {"bands": {{Map}}, "qa": "qa", "segments": 2,
             "scale": {"blue": 20000, "green": 20000, "red": 20000, "nir": 20000, "swir1": 20000, "swir2": 20000, "thermal": 10},
             "offset": {"blue": 4000, "green": 4000, "red": 4000, "nir": 4000, "swir1": 4000, "swir2": 4000} }
            """);

        AssertSegments(cube, Pixels.Select(pixel => pixel.Detect().Models).ToList());
    }

    [Fact]
    public void Without_thermal_and_quality_the_reflective_bands_are_searched()
    {
        var cube = Make(Data(), """{"bands": {"green": "b2", "red": "b3", "nir": "b4", "swir1": "b5", "swir2": "b6", "edge": "b1"}, "segments": 2}""");

        var cells = ToCells(cube);
        for (var i = 0; i < Pixels.Length; i++)
        {
            var models = Pixels[i].Detect().Models;
            Assert.Equal(models.Select(model => (double)model.BreakDay), Enumerable.Range(0, models.Count).Select(place => cells[Index(cube, place, "break", i)]));
            AssertNear(models[0].Bands[0].Intercept, cells[Index(cube, 0, "edge_intercept", i)]);
            AssertNear(models[0].Bands[3].Rmse, cells[Index(cube, 0, "nir_rmse", i)]);
        }
    }

    [Fact]
    public void An_index_alone_is_searched_with_one_degree_of_freedom()
    {
        var data = Data().Select("bands", [3]);
        var alone = new ReducedForTest(data);

        var cube = Make(alone, """{"segments": 2}""");

        var cells = ToCells(cube);
        Assert.Contains("value_slope", cube.Shape.Find("bands")!.Labels.Select(label => label.Text));
        for (var i = 0; i < Pixels.Length; i++)
        {
            Assert.Equal(i % 2 == 0 ? 1 : 0, cells[Index(cube, 0, "probability", i)]);
            Assert.True(i % 2 != 0 || cells[Index(cube, 0, "break", i)] == Pixels[i].Days[60]);
        }
    }

    [Theory]
    [InlineData("""{"band": "qa", "coding": "landsat-collection-1"}""", 2, 32, 0)]
    [InlineData("""{"band": "qa", "coding": "landsat-collection-2"}""", 64, 8, 0)]
    [InlineData("""{"band": "qa", "coding": "landsat-collection-2"}""", 128, 130, 1)]
    [InlineData("""{"band": "qa", "coding": "sentinel-2-scl"}""", 4, 9, 0)]
    [InlineData("""{"band": "qa", "classes": {"clear": [1, 2], "cloud": 3}}""", 1, 3, 7)]
    public void Clouds_are_told_as_the_coding_says(string qa, int clear, int cloud, int fill)
    {
        // Every second look of the first forty is no pixel's: a bright one that is not told would be seen as a change.
        var data = Data(scale: (band, value) => band == 7 ? clear : value, change: (band, date, value) => date % 3 == 1 ? (band == 7 ? (date % 2 == 0 ? cloud : fill) : 9000) : value);

        var cube = Make(data, $$"""{"bands": {{Map}}, "qa": {{qa}}, "segments": 4}""");

        var cells = ToCells(cube);
        for (var i = 1; i < Pixels.Length; i += 2)
        {
            Assert.Equal(0, cells[Index(cube, 0, "probability", i)]);
            Assert.InRange(cells[Index(cube, 0, "observations", i)], 60, 80);
            Assert.True(Missing.Is(cells[Index(cube, 1, "start", i)]));
        }
    }

    [Fact]
    public void Models_are_told_at_dates()
    {
        var pixel = Pixels[0];
        string[] dates = [Day(pixel.Days[30]), "1950-01-01", Day(pixel.Days[90])];

        var none = Make(Data(), $$"""{"bands": {{Map}}, "qa": "qa", "dates": ["{{string.Join("\", \"", dates)}}"]}""");
        var near = Make(Data(), $$"""{"bands": {{Map}}, "qa": "qa", "gaps": "nearest", "dates": ["{{string.Join("\", \"", dates)}}"]}""");

        Assert.Equal(DimensionType.Temporal, none.Shape.Find("t")!.Type);
        Assert.Equal(dates, none.Shape.Find("t")!.Labels.Select(label => label.Text));
        var (cells, filled) = (ToCells(none), ToCells(near));
        var models = pixel.Detect().Models;
        Assert.Equal([models[0].StartDay, models[1].StartDay], (double[])[cells[Index(none, 0, "start", 0)], cells[Index(none, 2, "start", 0)]]);
        Assert.True(Missing.Is(cells[Index(none, 1, "start", 0)]));
        Assert.Equal(models[0].StartDay, filled[Index(near, 1, "start", 0)]);

        // The model is where the observations are.
        Assert.Equal(pixel.Values[(90 * 7) + 3], cells[Index(none, 2, "nir_value", 0)], 60.0);
        Assert.Equal(pixel.Values[(30 * 7) + 5], cells[Index(none, 0, "swir2_value", 0)], 60.0);
    }

    [Theory]
    [InlineData("unix", -719_163.0, 1e-9)]
    [InlineData("ordinal", 0.0, 1e-9)]
    public void Days_are_counted_as_asked(string form, double shift, double tolerance)
    {
        var cube = Make(Data(), $$"""{"bands": {{Map}}, "segments": 1, "date_format": "{{form}}"}""");

        Assert.Equal(Pixels[1].Days[0] + shift, ToCells(cube)[Index(cube, 0, "start", 1)], tolerance);
    }

    [Fact]
    public void Years_have_fractions()
    {
        var cube = Make(Data(), $$"""{"bands": {{Map}}, "segments": 1, "date_format": "year"}""");
        var first = DateOnly.FromDayNumber(Pixels[1].Days[0] - 1);

        Assert.Equal(first.Year + ((first.DayOfYear - 1) / (DateTime.IsLeapYear(first.Year) ? 366.0 : 365.0)), ToCells(cube)[Index(cube, 0, "start", 1)], 1e-9);
    }

    [Fact]
    public void What_is_missing_is_not_used()
    {
        var whole = Make(Data(change: (band, date, value) => date is 20 or 21 && band == 7 ? 32 : value), $$"""{"bands": {{Map}}, "qa": "qa", "segments": 2}""");
        var holes = Make(Data(change: (band, date, value) => (date == 20 && band == 0) || (date == 21 && band == 7) ? Missing.Value : value), $$"""{"bands": {{Map}}, "qa": "qa", "segments": 2}""");

        var (expected, found) = (ToCells(whole), ToCells(holes));

        Assert.Equal(expected, found);
        Assert.True(found[Index(holes, 0, "observations", 1)] > 100);
    }

    [Fact]
    public void Parts_are_computed_by_themselves()
    {
        var cube = Make(Data(), $$"""{"bands": {{Map}}, "qa": "qa", "segments": 2}""");
        var all = ToCells(cube);
        var part = cube.Crop(new Window(1, 1, 2, 1));
        var starts = cube.Select("bands", [2]);

        var cells = ToCells(part);

        Assert.Equal(all[Index(cube, 0, "break", 4)], cells[Index(part, 0, "break", 0)]);
        Assert.Equal(all[Index(cube, 1, "nir_slope", 5)], cells[Index(part, 1, "nir_slope", 1)]);
        Assert.Equal(all[Index(cube, 0, "break", 2)], ToCells(starts)[2]);
    }

    [Fact]
    public void Memory_is_told_so_that_windows_are_small_where_series_are_long()
    {
        var data = Data();
        var cube = Make(data, $$"""{"bands": {{Map}}, "segments": 2}""");

        Assert.Equal(data.BytesPerPixel + (8 * ((120 * 8) + (2 * 76))), cube.BytesPerPixel);
    }

    [Theory]
    [InlineData("""{"bands": {"red": "b9"}}""", "bands", "There is no band \"b9\"; there are: b1")]
    [InlineData("{}", "bands", "None of the bands b1")]
    [InlineData("""{"bands": {"thermal": "b7"}}""", "bands", "Besides the thermal band")]
    [InlineData("""{"bands": {"red": "b3"}, "qa": "q"}""", "qa", "There is no band \"q\"")]
    [InlineData("""{"bands": {"red": "b3"}, "qa": {"band": "qa", "coding": "bits"}}""", "qa", "'coding' must be one of parameters, landsat-collection-1")]
    [InlineData("""{"bands": {"red": "b3"}, "qa": {"band": "qa", "classes": {"cloud": 1}}}""", "qa", "numbers of 'clear'")]
    [InlineData("""{"bands": {"red": "b3"}, "qa": {"band": "qa", "classes": {"clear": 1, "snow": 1}}}""", "qa", "the number 1 is there twice")]
    [InlineData("""{"bands": {"red": "b3"}, "detection": ["green"]}""", "detection", "names of the results, each once: red ('green' is none)")]
    [InlineData("""{"bands": {"red": "b3"}, "algorithm": "pyccd"}""", "algorithm", "must be one of lcmap-pyccd:2018.10.17")]
    [InlineData("""{"bands": {"red": "b3"}, "parameters": {"PEEK_SIZE": 1}}""", "parameters", "'PEEK_SIZE' cannot be 1")]
    [InlineData("""{"bands": {"red": "b3"}, "parameters": {"QA_IDX": 1}}""", "parameters", "name the bands")]
    [InlineData("""{"bands": {"red": "b3"}, "segments": 0}""", "segments", "from 1 to 100")]
    [InlineData("""{"bands": {"red": "b3"}, "dates": ["soon"]}""", "dates", "('soon' is none)")]
    [InlineData("""{"bands": {"red": "b3"}, "valid_range": [5, 5]}""", "valid_range", "the second is greater")]
    [InlineData("""{"bands": {"red": "b3"}, "scale": "much"}""", "scale", "must be a number")]
    [InlineData("""{"bands": {"red": "b3"}, "date_format": "julian"}""", "date_format", "one of ordinal, unix, year")]
    public void An_argument_that_does_not_fit_is_told(string arguments, string parameter, string message)
    {
        var fault = Assert.Throws<GraphException>(() => Make(Data(), arguments));

        Assert.Equal(("ProcessParameterInvalid", parameter), (fault.Code, fault.Parameter));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_dates_there_is_nothing_to_search() =>
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => Make(new MemoryCube(new([Data().Shape.X!, Data().Shape.Y!]), new double[6]), "{}")));

    private static Cube Make(Cube data, string arguments) => CubeCalls.Make("ccdc", data, arguments);

    private static double[] ToCells(Cube cube) => CubeWalk.ToMemory(cube, new(2, 64 << 20), CancellationToken.None).Values;

    private static int Index(Cube cube, int place, string band, int pixel)
    {
        var (shape, bands) = (cube.Shape, cube.Shape.Find("bands")!);
        var places = shape.Find("segment") ?? shape.Find("t")!;
        var plane = (place * shape.StrideOf(places)) + (bands.Labels.IndexOf(band) * shape.StrideOf(bands));
        return (plane * shape.Width * shape.Height) + pixel;
    }

    private static void AssertSegments(Cube cube, List<IReadOnlyList<ChangeModel>> expected)
    {
        var cells = ToCells(cube);
        Assert.Contains(expected, models => models.Count == 2);
        for (var i = 0; i < expected.Count; i++)
        {
            for (var place = 0; place < cube.Shape.Find("segment")!.Count; place++)
            {
                if (place >= expected[i].Count)
                {
                    Assert.All(cube.Shape.Find("bands")!.Labels, band => Assert.True(Missing.Is(cells[Index(cube, place, band.Text, i)])));
                    continue;
                }

                var model = expected[i][place];
                double[] facts = [model.StartDay, model.EndDay, model.BreakDay, model.ChangeProbability, model.ObservationCount, model.CurveQa];
                Assert.Equal(facts, ((string[])["start", "end", "break", "probability", "observations", "curve_qa"]).Select(name => cells[Index(cube, place, name, i)]));
                foreach (var (role, band) in Roles.Zip(model.Bands))
                {
                    double[] numbers = [band.Intercept, .. band.Coefficients, band.Rmse, band.Magnitude];
                    Assert.All(OfModel.Zip(numbers), pair => AssertNear(pair.Second, cells[Index(cube, place, $"{role}_{pair.First}", i)]));
                }
            }
        }
    }

    private static void AssertNear(double expected, double found) => Assert.Equal(expected, found, 1e-6 * Math.Max(1e-3, Math.Abs(expected)));

    private static string Day(int day) => DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A cube of the pixels: t, then b1 to b7 and qa.</summary>
    private static MemoryCube Data(bool common = false, Func<int, double, double>? scale = null, Func<int, int, double, double>? change = null)
    {
        var days = Pixels[0].Days;
        var (x, y) = new Grid(500_000, 4_000_000, 30, -30, Width, Height, "EPSG:32633").ToDimensions();
        string[] labels = [.. Enumerable.Range(1, 7).Select(number => $"b{number}"), "qa"];
        string?[] names = ["blue", "green", "red", "nir08", "swir16", "swir22", "lwir11", null];
        var values = new double[days.Length * 8 * Pixels.Length];
        for (var date = 0; date < days.Length; date++)
        {
            for (var band = 0; band < 8; band++)
            {
                for (var i = 0; i < Pixels.Length; i++)
                {
                    double value = band == 7 ? Pixels[i].Qa[date] : Pixels[i].Values[(date * 7) + band];
                    value = scale is null ? value : scale(band, value);
                    values[((((date * 8) + band) * Pixels.Length) + i)] = change is null ? value : change(band, date, value);
                }
            }
        }

        return new(
            new([
                x, y,
                new("t", DimensionType.Temporal, new(days.Select(day => new Label(Day(day) + "T10:00:00Z")))),
                new("bands", DimensionType.Bands, new(labels.Select(label => new Label(label)))) { Bands = common ? [.. labels.Zip(names, (label, name) => new BandFact(label, name))] : null },
            ]),
            values);
    }

    /// <summary>The same with bands before dates, and dates backwards.</summary>
    private sealed class RearrangedForTest(Cube source)
        : Cube(new([source.Shape.Y!, source.Shape.X!, source.Shape.Find("bands")!, source.Shape.Find("t")!.Pick([.. Enumerable.Range(0, 120).Reverse()])]))
    {
        public override IReadOnlyList<Cube> Inputs => [source];

        public override Block Read(Window window, ReadScope scope)
        {
            var all = source.Read(window, scope);
            var block = scope.NewBlock(window, Shape.Planes);
            for (var plane = 0; plane < Shape.Planes; plane++)
            {
                var (band, date) = Math.DivRem(plane, 120);
                all.Plane(((119 - date) * 8) + band).CopyTo(block.Plane(plane));
            }

            return block;
        }
    }

    /// <summary>Without the dimension of bands, of which there is one.</summary>
    private sealed class ReducedForTest(Cube source) : Cube(source.Shape.Without(source.Shape.Find("bands")!))
    {
        public override IReadOnlyList<Cube> Inputs => [source];

        public override Block Read(Window window, ReadScope scope) => source.Read(window, scope);
    }
}
