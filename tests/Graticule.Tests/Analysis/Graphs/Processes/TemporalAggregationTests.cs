using Graticule.Raster.Cubes;
using Graticule.Tests.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class TemporalAggregationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [InlineData("hour", "2020-06-01T00:59:59Z 2020-06-01T02:00:00+01:00 2020-06-01T03:30:00Z", "2020-06-01-00 2020-06-01-01 2020-06-01-02 2020-06-01-03", "0 1 - 2")]
    [InlineData("day", "2020-12-30 2020-12-31T23:59:59Z 2021-01-02", "2020-365 2020-366 2021-001 2021-002", "0 1 - 2")]
    [InlineData("day", "2020-01-05", "2020-005", "0")]
    [InlineData("week", "2022-12-18T23:59:59Z 2022-12-19 2023-01-01 2023-01-02", "2022-50 2022-51 2022-52 2023-01", "0 1 2 3")]
    [InlineData("week", "2020-12-31 2021-01-03 2021-01-04", "2020-53 2021-01", "0,1 2")]
    [InlineData("dekad", "2024-01-31 2024-02-10 2024-02-11 2024-02-29", "2024-03 2024-04 2024-05 2024-06", "0 1 2 3")]
    [InlineData("dekad", "2023-12-20 2023-12-21 2024-01-10", "2023-35 2023-36 2024-01", "0 1 2")]
    [InlineData("month", "2020-11-30 2021-01-01", "2020-11 2020-12 2021-01", "0 - 1")]
    [InlineData("season", "2023-11-30 2023-12-28 2024-02-29 2024-03-01 2024-06-01 2024-09-30", "2023-son 2023-djf 2024-mam 2024-jja 2024-son", "0 1,2 3 4 5")]
    [InlineData("tropical-season", "2023-10-31 2023-11-01 2024-04-30 2024-05-01", "2023-mjjaso 2023-ndjfma 2024-mjjaso", "0 1,2 3")]
    [InlineData("year", "2019 2021-12-31T23:59:59.999Z", "2019 2020 2021", "0 - 1")]
    [InlineData("decade", "1999-12-31 2000-01-01 2011-01-01", "1990 2000 2010", "0 1 2")]
    [InlineData("decade-ad", "2000-12-31 2001-01-01 2010-12-31 2011-01-01", "1991 2001 2011", "0 1,2 3")]
    [InlineData("month", "2021-02-01 2021-01-01 2021-02-02", "2021-01 2021-02", "1 0,2")]
    public void Periods_follow_the_calendar_without_gaps(string period, string dates, string labels, string groups)
    {
        var cube = Of([T(dates.Split(' '))], [.. Enumerable.Range(0, dates.Split(' ').Length).Select(i => Math.Pow(2, i))]);

        var aggregated = CubeCalls.Make("aggregate_temporal_period", cube, $$"""{"period": "{{period}}", "reducer": {{CubeCalls.Reducer("t_sum")}}}""");

        Assert.Equal(labels, string.Join(' ', aggregated.Shape.Find("t")!.Labels));
        var sums = groups.Split(' ').Select(group => group == "-" ? Missing.Value : group.Split(',').Sum(i => Math.Pow(2, int.Parse(i, System.Globalization.CultureInfo.InvariantCulture))));
        AssertSame([.. sums], Read(aggregated).Values);
    }

    [Fact]
    public void Week_numbers_agree_with_those_of_the_operating_system()
    {
        var random = new Random(3);
        var dates = Enumerable.Range(0, 40).Select(_ => new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(15000))).ToList();
        var expected = Tool("date", ["-f", "-", "+%G-%V %Y-%j"], string.Join('\n', dates.Select(date => $"{date:yyyy-MM-dd}"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(expected, dates.Select(date => $"{Label("week", date)} {Label("day", date)}"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Groups_of_any_cube_are_reduced_cell_by_cell(int seed)
    {
        var cube = SmallCubes.Random(new(seed));
        var count = cube.Shape.Find("t")!.Count;

        var aggregated = CubeCalls.Make("aggregate_temporal", cube,
            $$"""{"intervals": [["2020-01-01", "2020-03-15"], [null, "2020-02-16"], ["2020-03-15", null]], "labels": ["a", "b", 3], "reducer": {{CubeCalls.Reducer("t_count")}}}""");

        Assert.Equal([new Label("a"), new Label("b"), new Label(3)], aggregated.Shape.Find("t")!.Labels);
        int[][] groups = [[0, 1], [0, 1], [2, 3, 4]];
        double Expected(IReadOnlyDictionary<string, int> place, int group) => groups[group].Count(t => t < count && !Missing.Is(At(cube, place.With("t", t))));
        AssertCells(aggregated, place => Expected(place, place["t"]));
        AssertCells(aggregated.Select("t", [2, 1]), place => Expected(place, 2 - place["t"]));
    }

    [Fact]
    public void Intervals_may_be_times_of_the_day()
    {
        var cube = Of([T("2020-01-01T05:59:59Z", "2020-01-01T06:00:00Z", "2020-01-02T17:59:59Z", "2020-01-03T20:00:00+02:00")], 1, 2, 4, 8);
        string Make(string intervals) => string.Join(' ', Read(CubeCalls.Make("aggregate_temporal", cube, $$"""{"intervals": {{intervals}}, "reducer": {{CubeCalls.Reducer("t_sum")}}}""")).Values);

        Assert.Equal("6 9", Make("""[["06:00:00", "18:00:00"], ["18:00:00", "06:00:00"]]"""));
        Assert.Equal("3 12", Make("""[["00:00:00Z", "12:00:00Z"], ["12:00Z", "24:00:00Z"]]"""));
    }

    [Theory]
    [InlineData("""[["2016-01-01", "2016-01-01"]], "labels": []""", "TemporalExtentEmpty")]
    [InlineData("""[["2016-01-01", "2017-01-01"], ["2016-01-01", "2018-01-01"]]""", "DistinctDimensionLabelsRequired")]
    [InlineData("""[[null, "2017-01-01"], ["2016-01-01", "2018-01-01"]]""", "DistinctDimensionLabelsRequired")]
    [InlineData("""[["2016-01-01", "2017-01-01"]], "labels": ["a", "b"]""", "ProcessParameterInvalid")]
    [InlineData("""[[null, null]], "labels": ["a"]""", "ProcessParameterInvalid")]
    [InlineData("""[["2016-01-01", "soon"]]""", "ProcessParameterInvalid")]
    [InlineData("""[["2016-01-01", "2017-01-01"]], "dimension": "t3" """, "DimensionNotAvailable")]
    [InlineData("""[["2016-01-01", "2017-01-01"]], "dimension": "bands" """, "DimensionNotAvailable")]
    public void Intervals_that_mean_nothing_are_refused(string intervals, string code)
    {
        var cube = Of([T("2020", "2021"), Bands("a")], 1, 2);

        Assert.Equal(code, CubeCalls.Code(() => CubeCalls.Make("aggregate_temporal", cube, $$"""{"reducer": {{CubeCalls.Reducer("t_sum")}}, "intervals": {{intervals}}}""")));
    }

    [Fact]
    public void One_of_several_temporal_dimensions_must_be_named()
    {
        var cube = Of([T("2020", "2021"), T("2022") with { Name = "t2" }], 1, 2);
        Cube Make(string more) => CubeCalls.Make("aggregate_temporal_period", cube, $$"""{"period": "year", "reducer": {{CubeCalls.Reducer("t_sum")}} {{more}}}""");

        Assert.Equal("TooManyDimensions", CubeCalls.Code(() => Make("")));
        Assert.Equal("t 2 x t2 1", Make(""", "dimension": "t2" """).Shape.ToString());
        Assert.Equal("ProcessParameterInvalid", CubeCalls.Code(() => CubeCalls.Make("aggregate_temporal_period", Of([T("a")], 1), $$"""{"period": "year", "reducer": {{CubeCalls.Reducer("t_sum")}} }""")));
    }

    [Theory]
    [InlineData("null", "1 - 4 4 8")]
    [InlineData("9", "1 1 4 - -")]
    [InlineData("9.0001", "1 1 4 4 -")]
    public void The_nearest_date_is_taken_and_the_earlier_of_two(string within, string expected)
    {
        var cube = Of([T("2020-01-01", "2020-01-05", "2020-01-10", "2020-03-01")], 1, Gap, 4, 8);
        var target = Of([T("2019-12-30", "2020-01-04", "2020-01-09T12:00:00Z", "2020-01-19", "2020-03-20") with { Name = "t" }], 0, 0, 0, 0, 0);

        var resampled = CubeCalls.Make("resample_cube_temporal", cube, $$"""{"target": {"from_parameter": "o"}, "valid_within": {{within}}}""", ("o", target));

        Assert.Equal(target.Shape.Find("t")!.Labels, resampled.Shape.Find("t")!.Labels);
        Assert.Equal(expected, string.Join(' ', Read(resampled).Values.Select(value => Missing.Is(value) ? "-" : $"{value}")));
    }

    [Fact]
    public void Of_two_dates_as_near_the_earlier_is_taken_wherever_it_stands()
    {
        var cube = Of([T("2020-01-03", "2020-01-01"), X(9)], [.. Enumerable.Range(0, 18).Select(i => i == 10 ? double.PositiveInfinity : (double)i)]);
        var target = Of([T("2020-01-02")], 0);

        AssertSame([9, double.PositiveInfinity, 11, 12, 13, 14, 15, 16, 17],
            Read(CubeCalls.Make("resample_cube_temporal", cube, """{"target": {"from_parameter": "o"}}""", ("o", target))).Values);
        AssertSame([9, 1, 11, 12, 13, 14, 15, 16, 17],
            Read(CubeCalls.Make("resample_cube_temporal", cube, """{"target": {"from_parameter": "o"}, "valid_within": 2}""", ("o", target))).Values);
    }

    [Fact]
    public void Only_temporal_dimensions_of_both_cubes_are_resampled()
    {
        var cube = Of([T("2020-01-01"), Bands("a")], 1);

        Assert.Equal("DimensionMismatch", CubeCalls.Code(() => Resample(Of([X(1)], 1), "")));
        Assert.Equal("DimensionNotAvailable", CubeCalls.Code(() => Resample(Of([X(1)], 1), """, "dimension": "t" """)));
        Assert.Equal("DimensionMismatch", CubeCalls.Code(() => Resample(Of([Bands("b")], 1), """, "dimension": "bands" """)));

        void Resample(Cube target, string more) => CubeCalls.Make("resample_cube_temporal", cube, $$"""{"target": {"from_parameter": "o"} {{more}}}""", ("o", target));
    }

    private static string Label(string period, DateTime date) => CubeCalls
        .Make("aggregate_temporal_period", Of([T($"{date:yyyy-MM-dd}")], 1), $$"""{"period": "{{period}}", "reducer": {{CubeCalls.Reducer("t_sum")}}}""")
        .Shape.Find("t")!.Labels[0].Text;

    private static string Tool(string program, string[] arguments, string input)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return process.StandardOutput.ReadToEnd();
    }
}
