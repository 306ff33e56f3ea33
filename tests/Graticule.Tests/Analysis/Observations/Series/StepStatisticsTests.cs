using Graticule.Analysis.Observations.Series;

namespace Graticule.Tests.Analysis.Observations.Series;

public sealed class StepStatisticsTests
{
    [Fact]
    public void Rows_weigh_as_much_as_the_cosine_of_their_latitude()
    {
        var statistics = new StepStatistics();
        statistics.Add([1, float.NaN, 3], 0);
        statistics.Add([10], 60);

        Assert.Equal(3, statistics.Count);
        Assert.Equal((1 + 3 + (10 * 0.5)) / 2.5, statistics.Mean, 1e-12);
        Assert.Equal(1, statistics.Least);
        Assert.Equal(10, statistics.Greatest);
        Assert.Equal(Math.Sqrt(((1 - (14.0 / 3)) * (1 - (14.0 / 3)) + ((3 - (14.0 / 3)) * (3 - (14.0 / 3))) + ((10 - (14.0 / 3)) * (10 - (14.0 / 3)))) / 3), statistics.StandardDeviation, 1e-12);
    }

    [Fact]
    public void Parts_together_are_the_whole()
    {
        Random random = new(3);
        float[][] rows = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 50).Select(_ => random.Next(9) == 0 ? float.NaN : 290 + random.NextSingle()).ToArray())];
        var (whole, one, other) = (new StepStatistics(), new StepStatistics(), new StepStatistics());
        for (var row = 0; row < rows.Length; row++)
        {
            whole.Add(rows[row], row);
            (row % 3 == 0 ? one : other).Add(rows[row], row);
        }

        one.Add(other);

        Assert.Equal(whole.Count, one.Count);
        Assert.Equal(whole.Mean, one.Mean, 1e-10);
        Assert.Equal(whole.StandardDeviation, one.StandardDeviation, 1e-10);
        var values = rows.SelectMany(row => row).Where(value => !float.IsNaN(value)).Select(value => (double)value).ToList();
        Assert.Equal(Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / values.Count), one.StandardDeviation, 1e-9);
    }
}
