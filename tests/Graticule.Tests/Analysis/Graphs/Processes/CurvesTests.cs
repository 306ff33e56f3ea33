using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class CurvesTests
{
    /// <summary>a + b x.</summary>
    private const string Line =
        """
        {"process_graph": {
          "a": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "parameters"}, "index": 0}},
          "b": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "parameters"}, "index": 1}},
          "m": {"process_id": "multiply", "arguments": {"x": {"from_node": "b"}, "y": {"from_parameter": "x"}}},
          "s": {"process_id": "add", "arguments": {"x": {"from_node": "a"}, "y": {"from_node": "m"}}, "result": true}}}
        """;

    /// <summary>a + b cos(2 pi x / year) + c sin(2 pi x / year), x in seconds.</summary>
    private const string Harmonic =
        """
        {"process_graph": {
          "a": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "parameters"}, "index": 0}},
          "b": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "parameters"}, "index": 1}},
          "c": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "parameters"}, "index": 2}},
          "pi": {"process_id": "pi", "arguments": {}},
          "turns": {"process_id": "divide", "arguments": {"x": {"from_parameter": "x"}, "y": 15778800}},
          "angle": {"process_id": "multiply", "arguments": {"x": {"from_node": "turns"}, "y": {"from_node": "pi"}}},
          "cos": {"process_id": "cos", "arguments": {"x": {"from_node": "angle"}}},
          "sin": {"process_id": "sin", "arguments": {"x": {"from_node": "angle"}}},
          "bcos": {"process_id": "multiply", "arguments": {"x": {"from_node": "b"}, "y": {"from_node": "cos"}}},
          "csin": {"process_id": "multiply", "arguments": {"x": {"from_node": "c"}, "y": {"from_node": "sin"}}},
          "ab": {"process_id": "add", "arguments": {"x": {"from_node": "a"}, "y": {"from_node": "bcos"}}},
          "s": {"process_id": "add", "arguments": {"x": {"from_node": "ab"}, "y": {"from_node": "csin"}}, "result": true}}}
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Parameters_of_a_curve_that_values_lie_on_are_found(int seed)
    {
        var random = new Random(seed);
        double[] wanted = [random.NextDouble() + 1, random.NextDouble() + 0.5, random.NextDouble()];
        var x = Enumerable.Range(0, 24).Select(i => i / 4.0).ToArray();
        double[] Curve(double[] p) => [.. x.Select(at => p[0] + (p[1] * Math.Cos(at)) + (p[2] * Math.Exp(-at)))];
        double[] Bent(double[] p) => [.. x.Select(at => p[0] * Math.Exp(-p[1] * at) + p[2])];

        AssertNear(wanted, CurveFit.Fit(Curve, Curve(wanted), [1, 1, 1]), 1e-6);
        AssertNear(wanted, CurveFit.Fit(Bent, Bent(wanted), [1, 1, 1]), 1e-6);
    }

    [Fact]
    public void The_sum_of_squares_is_least()
    {
        var random = new Random(7);
        var x = Enumerable.Range(0, 30).Select(i => (double)i).ToArray();
        double[] y = [.. x.Select(at => 3 + (0.5 * at) + random.NextDouble())];
        var (meanX, meanY) = (x.Average(), y.Average());
        var slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));

        AssertNear([meanY - (slope * meanX), slope], CurveFit.Fit(p => [.. x.Select(at => p[0] + (p[1] * at))], y, [0, 0]), 1e-7);
    }

    [Fact]
    public void A_curve_is_fitted_to_each_pixel_and_computed_for_other_labels()
    {
        var time = new Dimension("n", DimensionType.Other, new([0.0, 1, 2, 4]));
        var cube = Of([time, X(3)], 1, 5, Gap, 3, 4, 2, 5, 3, Gap, 9, 1, Gap);
        var fit = CubeCalls.Callback("fit_curve", $$"""{"data": {"from_parameter": "data"}, "parameters": [1, 1], "function": {{Line}} }""");

        var fitted = CubeCalls.Make("apply_dimension", cube, $$"""{"dimension": "n", "process": {{fit}} }""");
        var predicted = Assert.IsAssignableFrom<Cube>(CubeCalls.Call(
            "predict_curve", $$"""{"parameters": {"from_parameter": "p"}, "function": {{Line}}, "dimension": "n", "labels": [10, 3]}""", ("p", fitted)));

        Assert.Equal("n 2 x x 3", fitted.Shape.ToString());
        AssertNear([1, 5, 2, -1], [.. Read(fitted).Values.Where((_, i) => i % 3 < 2)], 1e-6);
        Assert.True(Missing.Is(Read(fitted).Values[2]));
        Assert.Equal([new Label(10), new Label(3)], predicted.Shape.Find("n")!.Labels);
        AssertNear([21, -5, 7, 2], [.. Read(predicted).Values.Where((_, i) => i % 3 < 2)], 1e-5);
        AssertSame(Read(predicted).Values[3..5], Read(predicted.Select("n", [1]).Crop(new(0, 0, 2, 1))).Values);
    }

    [Fact]
    public void Dates_are_seconds()
    {
        var cube = Of([T("1970-01-01", "1970-01-02", "1970-01-03")], 1, 2, 3);
        var fit = CubeCalls.Callback("fit_curve", $$"""{"data": {"from_parameter": "data"}, "parameters": [0, 0], "function": {{Line}} }""");

        AssertNear([1, 1 / 86400.0], Read(CubeCalls.Make("apply_dimension", cube, $$"""{"dimension": "t", "process": {{fit}}, "target_dimension": "p"}""")).Values, 1e-6);
        var array = Assert.IsType<ArrayValue>(CubeCalls.Call("predict_curve", $$"""{"parameters": [1, 2], "function": {{Line}}, "labels": ["1970-01-01T00:00:05Z"], "dimension": "t"}"""));
        Assert.Equal([11.0], array.Items);
    }

    /// <summary>A yearly harmonic is linear in its parameters: the normal equations, solved here by Cramer's rule, have the answer.</summary>
    [Fact]
    public void Harmonics_of_a_noisy_year_are_those_of_the_normal_equations()
    {
        const double Yearly = 2 * Math.PI / 31557600;
        var random = new Random(11);
        var days = Enumerable.Range(0, 60).Select(number => new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(number * 6)).ToArray();
        var x = days.Select(day => (day - DateTime.UnixEpoch).TotalSeconds).ToArray();
        double[] y = [.. x.Select(at => 0.4 + (0.3 * Math.Cos(Yearly * at)) - (0.2 * Math.Sin(Yearly * at)) + (0.1 * (random.NextDouble() - 0.5)))];
        var time = T([.. days.Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))]);
        var fit = CubeCalls.Callback("fit_curve", $$"""{"data": {"from_parameter": "data"}, "parameters": [1, 1, 1], "function": {{Harmonic}} }""");

        var found = Read(CubeCalls.Make("apply_dimension", Of([time], y), $$"""{"dimension": "t", "process": {{fit}}, "target_dimension": "p"}""")).Values;

        double[][] columns = [[.. x.Select(_ => 1.0)], [.. x.Select(at => Math.Cos(Yearly * at))], [.. x.Select(at => Math.Sin(Yearly * at))]];
        double Dot(double[] a, double[] b) => a.Zip(b, (one, other) => one * other).Sum();
        double Determinant(double[][] m) => (m[0][0] * ((m[1][1] * m[2][2]) - (m[1][2] * m[2][1]))) - (m[0][1] * ((m[1][0] * m[2][2]) - (m[1][2] * m[2][0])))
            + (m[0][2] * ((m[1][0] * m[2][1]) - (m[1][1] * m[2][0])));
        double[][] Normal(int replaced) => [.. columns.Select(row => columns.Select((column, i) => Dot(row, i == replaced ? y : column)).ToArray())];
        AssertNear([.. Enumerable.Range(0, 3).Select(i => Determinant(Normal(i)) / Determinant(Normal(-1)))], found, 1e-7);
    }

    [Fact]
    public void Nodata_that_is_not_ignored_gives_none()
    {
        var data = new ArrayValue([1.0, null, 3.0], [new(0), new(1), new(2)]);
        ArrayValue Fit(string more) => Assert.IsType<ArrayValue>(CubeCalls.Call(
            "fit_curve", $$"""{"data": {"from_parameter": "d"}, "parameters": [1, 1], "function": {{Line}} {{more}}}""", ("d", data)));

        AssertNear([1, 1], [.. Fit("").Items.Select(item => (double)item!)], 1e-6);
        Assert.Equal([null, null], Fit(""", "ignore_nodata": false""").Items);
        Assert.Equal("ArrayNotLabeled", CubeCalls.Code(() => CubeCalls.Call("fit_curve", $$"""{"data": [1, 2], "parameters": [1], "function": {{Line}} }""")));
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
    }
}
