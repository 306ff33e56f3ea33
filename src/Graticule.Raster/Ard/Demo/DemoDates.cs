namespace Graticule.Raster.Ard.Demo;

/// <summary>When which sensor looks: as the real ones worked side by side, only less often.</summary>
internal static class DemoDates
{
    private static readonly DateOnly Start = new(2011, 1, 5);
    private static readonly DateOnly LastOfLandsat5 = new(2011, 11, 8);
    private static readonly DateOnly FirstOfLandsat8 = new(2013, 4, 11);

    /// <summary>The years that all dates lie in, however many there are.</summary>
    private const int Days = 2000;

    /// <summary>So many looks, by day.</summary>
    internal static IEnumerable<(string Sensor, DateOnly Day)> Of(int count) => Enumerable.Range(0, count).Select(i =>
    {
        // More of them than days in these years go on beyond.
        var day = Start.AddDays(count <= Days ? (int)((long)i * Days / count) : i);
        var sensor = i % 2 == 0 ? "LE07" : day <= LastOfLandsat5 ? "LT05" : day >= FirstOfLandsat8 ? "LC08" : "LE07";
        return (sensor, day);
    });
}
