using System.Diagnostics;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;
namespace Graticule.Tests.Raster.Observations.Grids;
public sealed class TimingTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Time()
    {
        foreach (var round in new[] { 1, 2 })
        foreach (var path in Directory.GetFiles("/tmp/bench-data/l4", "*.nc"))
        {
            var dataset = ObservationFolder.Dataset(path, DatasetKind.Grid);
            var clock = Stopwatch.StartNew();
            using var grid = GridGranule.Open(dataset, dataset.Granules[0]);
            var open = clock.Elapsed.TotalMilliseconds;
            var values = new float[3600 * 7200];
            clock.Restart();
            grid.Read(0, 0, 0, 3600, 0, 7200, values);
            var read = clock.Elapsed.TotalMilliseconds;
            clock.Restart();
            for (var row = 0; row < 3600; row += 100) grid.Read(0, 0, row, 100, 0, 7200, values);
            output.WriteLine($"{round} open {open} read {read} strips {clock.Elapsed.TotalMilliseconds} {values.Count(float.IsNaN)}");
        }
    }
}
