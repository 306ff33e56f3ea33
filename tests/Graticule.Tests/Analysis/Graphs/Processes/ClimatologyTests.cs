using Graticule.Raster.Cubes;
using static Graticule.Tests.Raster.Cubes.SmallCubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

public sealed class ClimatologyTests
{
    [Theory]
    [InlineData("month", 12)]
    [InlineData("season", 4)]
    [InlineData("tropical-season", 2)]
    [InlineData("climatology-period", 1)]
    public void Normals_are_means_of_the_years_of_the_period(string period, int count)
    {
        var (cube, dates) = Months(1999, 4);

        var normals = Normal(cube, period, """["2000", 2001]""");

        Assert.Equal(count, normals.Shape.Find("t")!.Count);
        var read = Read(normals);
        for (var i = 0; i < count; i++)
        {
            var values = dates.Select((date, at) => (Date: date, Value: cube.Values[at])).Where(month => period switch
            {
                "month" => month.Date.Year is 2000 or 2001 && month.Date.Month == i + 1,
                "climatology-period" => month.Date.Year is 2000 or 2001,
                "season" => month.Date.AddMonths(1) is { Year: 2000 or 2001 } next && (next.Month - 1) / 3 == i,
                _ => month.Date.AddMonths(2) is { Year: 2000 or 2001 } next && (next.Month - 1) / 6 == i,
            }).Select(month => month.Value).ToList();
            AssertSame([values.Average()], [read.Values[i]]);
        }
    }

    [Fact]
    public void A_season_whose_first_months_are_not_there_does_not_count()
    {
        var (cube, dates) = Months(2000, 2);

        var values = Read(Normal(cube, "season", "[2000, 2001]")).Values;

        AssertSame([cube.Values.Where((_, i) => dates[i].Year == 2000 && dates[i].Month == 12 || dates[i].Year == 2001 && dates[i].Month < 3).Average()], values[..1]);
        Assert.True(Missing.Is(Read(Normal(cube, "season", "[2000, 2000]")).Values[0]));
    }

    [Fact]
    public void Days_are_numbered_and_days_without_values_have_no_normal()
    {
        var normals = Normal(Of([T("2000-01-02", "2001-01-02T12:00:00Z", "2001-12-31")], 1, 4, 7), "day", "[2000, 2001]");

        Assert.Equal(365, normals.Shape.Find("t")!.Count);
        Assert.Equal("002", normals.Shape.Find("t")!.Labels[1].Text);
        var values = Read(normals).Values;
        AssertSame([Missing.Value, 2.5, Missing.Value, 7], [values[0], values[1], values[2], values[364]]);
        Assert.Equal("ProcessParameterInvalid", CubeCalls.Code(() => Normal(Of([T("2000-01-02")], 1), "week", "[2000, 2001]")));
        Assert.Equal("ProcessParameterInvalid", CubeCalls.Code(() => Normal(Of([T("2000-01-02")], 1), "day", "[2001, 2000]")));
    }

    [Theory]
    [InlineData("month", "2020-02 2021-01", "01 02", "-19 -8")]
    [InlineData("month", "2020-02-05 2021-01-07T00:00:00Z", "01 02", "-19 -8")]
    [InlineData("season", "2020-jja 2021-djf", "djf mam jja", "-29 -8")]
    [InlineData("season", "2020-06-05 2020-02-05", "djf mam jja", "-29 -8")]
    [InlineData("day", "2020-366 2020-001", "001 365", "-19 -8")]
    [InlineData("year", "2020 2021", "2020 2021", "-9 -18")]
    [InlineData("climatology-period", "2020-01-01 2021-07-05", "any", "-9 -8")]
    [InlineData("month", "2020-03 2021-01", "01 02", "ProcessParameterInvalid")]
    [InlineData("climatology-period", "2020 2021", "a b", "ProcessParameterInvalid")]
    [InlineData("fortnight", "2020 2021", "a b", "ProcessParameterInvalid")]
    public void Anomalies_are_differences_from_the_normal_of_a_label(string period, string labels, string normals, string expected)
    {
        var cube = Of([T(labels.Split(' '))], 1, 2);
        var normal = Of([T(normals.Split(' '))], [.. normals.Split(' ').Select((_, i) => 10.0 * (i + 1))]);

        string Anomaly() => string.Join(' ', Read(CubeCalls.Make("anomaly", cube, $$"""{"normals": {"from_parameter": "n"}, "period": "{{period}}"}""", ("n", normal))).Values);

        Assert.Equal(expected, expected.StartsWith('P') ? CubeCalls.Code(() => Anomaly()) : Anomaly());
    }

    private static (MemoryCube Cube, List<DateTime> Dates) Months(int year, int years)
    {
        var random = new Random(1);
        var dates = Enumerable.Range(0, years * 12).Select(month => new DateTime(year, 1, 15, 0, 0, 0, DateTimeKind.Utc).AddMonths(month)).ToList();
        return (Of([T([.. dates.Select(date => $"{date:yyyy-MM-dd}")])], [.. dates.Select(_ => (double)random.Next(100))]), dates);
    }

    private static Cube Normal(Cube cube, string period, string years) =>
        CubeCalls.Make("climatological_normal", cube, $$"""{"period": "{{period}}", "climatology_period": {{years}}}""");
}
