using Graticule.Analysis.Observations.Series;

namespace Graticule.Tests.Analysis.Observations.Series;

public sealed class LowPassFilterTests
{
    /// <summary>Values of <c>scipy.signal.sosfiltfilt(butter(9, periods / (n / 2), output="sos"), y, padlen=10)</c> (SciPy 1.10).</summary>
    [Theory]
    [InlineData(11, 17.05942052991781, 19.431265399385545, 26.931768706696964, 23.768419068079602, 24.7428527227642)]
    [InlineData(24, 17.157709788400407, 19.64269044551804, 22.594886744817487, 15.255543698105107, 15.104742592379433)]
    [InlineData(25, 16.916240243196423, 19.14026945829973, 25.274277175330873, 15.598687059486762, 16.67055550348662)]
    [InlineData(88, 17.09934515373991, 19.58622473156367, 21.598909117732255, 16.478411251494506, 16.599026052398397)]
    [InlineData(1000, 15.506152078806752, 15.76525153487387, 19.99838668013429, 19.999504653879146, 19.999504653865607)]
    public void A_series_is_smoothed_as_SciPy_smooths_it(int count, double first, double second, double middle, double lastButOne, double last)
    {
        var smooth = LowPassFilter.Apply(Wave(count))!;

        Assert.Equal(count, smooth.Length);
        double[] found = [smooth[0], smooth[1], smooth[count / 2], smooth[^2], smooth[^1]];
        double[] expected = [first, second, middle, lastButOne, last];
        Assert.All(found.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void A_straight_line_stays_as_it_is()
    {
        double[] line = [.. Enumerable.Range(0, 60).Select(index => 3 + (0.25 * index))];

        var smooth = LowPassFilter.Apply(line)!;

        Assert.All(smooth.Zip(line).Skip(10).Take(40), pair => Assert.Equal(pair.Second, pair.First, 1e-2));
    }

    [Fact]
    public void A_series_of_ten_values_is_too_short() => Assert.Null(LowPassFilter.Apply(Wave(10)));

    private static double[] Wave(int count) =>
        [.. Enumerable.Range(0, count).Select(index => 20 + (5 * Math.Sin(2 * Math.PI * index / 30)) + (((index * 7919 % 13) - 6) * 0.5))];
}
