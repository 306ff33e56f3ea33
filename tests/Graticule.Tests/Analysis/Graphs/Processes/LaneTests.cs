using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>All pixels at once give what one pixel after the other gives, for every process that takes lanes.</summary>
public sealed class LaneTests
{
    /// <summary>Where the vectorised function is another one than that for single numbers.</summary>
    private const double Ulps = 4;

    public static TheoryData<string> Names => [.. LaneCases.All.Select((item, index) => $"{index} {item.Process}")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Lanes_give_what_single_pixels_give(string name)
    {
        var item = LaneCases.All[int.Parse(name.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)];
        var random = new Random(20240611);
        foreach (var pixels in new[] { 1, 2, 3, 5, 8, 64, 67, 131 })
        {
            var drawn = item.Arguments.ToDictionary(
                argument => argument.Name,
                argument => argument.Value is LaneSlot slot ? slot.Draw(random, pixels) : [.. Enumerable.Repeat(argument.Value, pixels)],
                StringComparer.Ordinal);
            Compare(item, drawn, pixels);
        }
    }

    [Fact]
    public void Every_process_that_takes_lanes_is_tried() =>
        Assert.Subset(
            LaneCases.All.Select(item => item.Process).Concat(["pi", "e", "nan"]).ToHashSet(StringComparer.Ordinal),
            Graticule.Analysis.Graphs.Processes.PredefinedProcesses.All.Where(process => process.TakesLanes && LaneCases.Families.Contains(process.Id)).Select(process => process.Id).ToHashSet(StringComparer.Ordinal));

    private static void Compare(LaneCase item, Dictionary<string, object?[]> drawn, int pixels)
    {
        using var scope = new ReadScope();
        var run = new GraphRun(new() { Processes = ProcessCall.Processes });
        var lanes = drawn.ToDictionary(
            argument => argument.Key,
            argument => item.Arguments.First(one => one.Name == argument.Key).Value is LaneSlot ? LaneValues.Pack(argument.Value) : argument.Value[0],
            StringComparer.Ordinal);
        var singles = Enumerable.Range(0, pixels).Select(pixel => Outcome(() => ProcessCall.Call(
            item.Process, drawn.ToDictionary(argument => argument.Key, argument => argument.Value[pixel], StringComparer.Ordinal), run))).ToList();

        var together = Outcome(() => ProcessCall.Call(item.Process, lanes, run with { Scope = scope, LaneCount = pixels }));

        if (together is LanesUnfitException)
        {
            Assert.True(item.MayBeUnfit, "These lanes should be fit.");
        }
        else if (together is GraphException fault)
        {
            Assert.Contains(singles, single => single is GraphException other && other.Code == fault.Code);
        }
        else
        {
            Assert.All(singles, (single, pixel) => AssertSame(single, LaneValues.Unpack(together, pixel), item.IsApproximate));
        }
    }

    private static object? Outcome(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is GraphException or LanesUnfitException)
        {
            return exception;
        }
    }

    private static void AssertSame(object? expected, object? actual, bool isApproximate)
    {
        if (expected is ArrayValue array)
        {
            var other = Assert.IsType<ArrayValue>(actual);
            Assert.Equal(array.Count, other.Count);
            Assert.Equal(array.Labels, other.Labels);
            for (var i = 0; i < array.Count; i++)
            {
                AssertSame(array.Items[i], other.Items[i], isApproximate);
            }
        }
        else if (isApproximate && expected is double number && double.IsFinite(number))
        {
            Assert.InRange(Assert.IsType<double>(actual), number - (Ulps * Math.BitIncrement(Math.Abs(number)) * 2.3e-16), number + (Ulps * Math.BitIncrement(Math.Abs(number)) * 2.3e-16));
        }
        else if (!(expected is double left && actual is double right && left == right))
        {
            Assert.Equal(expected, actual);
        }
    }
}
