using Graticule.Raster.BandMath;
using Graticule.Raster.Keeping;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.BandMath;

/// <summary>A formula that is broken off and begun again.</summary>
public sealed class KeptBandMathTests : IDisposable
{
    private const int Side = 1500;

    private readonly TestRaster _rasters = new();
    private readonly List<string> _said = [];

    public void Dispose() => _rasters.Dispose();

    [Theory]
    [InlineData(PixelType.Float32, null)]
    [InlineData(PixelType.Float64, 1e300)]
    [InlineData(PixelType.UInt8, 255.0)]
    public async Task The_result_and_its_statistics_are_those_of_a_run_without_a_break(PixelType type, double? noData)
    {
        var image = Image();
        var request = new BandMathRequest([image], "im1b1 / 3 + idxX") { Threads = 1, MemoryMiB = 64, OutputType = type, NoData = noData };
        var expected = await BandMathCalculation.RunAsync(request, _rasters.PathOf("plain.tif"), null, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BandMathCalculation.RunAsync(
            request with { Keep = Open() }, _rasters.PathOf("kept.tif"), new Canceller(stop), stop.Token));

        var found = await BandMathCalculation.RunAsync(request with { Keep = Open() }, _rasters.PathOf("kept.tif"), null, CancellationToken.None);

        Assert.Equal(expected, found);
        var (plain, kept) = (await File.ReadAllBytesAsync(_rasters.PathOf("plain.tif")), await File.ReadAllBytesAsync(_rasters.PathOf("kept.tif")));
        Assert.True(plain.AsSpan().SequenceEqual(kept));
        Assert.Single(_said, line => line.StartsWith("Going on with", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_is_not_computed_again()
    {
        var image = Image();
        var request = new BandMathRequest([image], "im1b1 + 1") { Threads = 2, MemoryMiB = 64 };
        await BandMathCalculation.RunAsync(request with { Keep = Open() }, _rasters.PathOf("first.tif"), null, CancellationToken.None);

        // The pixels of the image are gone: only its header can still be read.
        using (var file = File.OpenWrite(image))
        {
            file.SetLength(file.Length / 2);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => BandMathCalculation.RunAsync(request, _rasters.PathOf("other.tif"), null, CancellationToken.None));
        await BandMathCalculation.RunAsync(request with { Keep = Open() }, _rasters.PathOf("second.tif"), null, CancellationToken.None);

        Assert.Equal(TestRaster.Read(_rasters.PathOf("first.tif")), TestRaster.Read(_rasters.PathOf("second.tif")));
    }

    private string Image() => _rasters.Write("a.tif", Side, PixelType.UInt16, 7, [.. Enumerable.Range(0, Side * Side).Select(i => (double)(i % 251))]);

    private WindowKeep Open() => new(_rasters.PathOf("kept"), "work", new(TimeSpan.Zero, 1 << 30) { Say = _said.Add });

    private sealed class Canceller(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0.3)
            {
                source.Cancel();
            }
        }
    }
}
