using Graticule.Raster.BandMath;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.BandMath;

/// <summary>What GDAL's calculator (numpy) says, on a seeded image of 64 x 64.</summary>
public sealed class GdalCalcAgreementTests : IDisposable
{
    private readonly TestRaster _rasters = new();

    public void Dispose() => _rasters.Dispose();

    [SkippableTheory]
    [InlineData("(im1b2-im1b1)/(im1b2+im1b1)", "(B.astype(float)-A)/(B.astype(float)+A)")]
    [InlineData("im1b1 > im1b2 ? 1 : 2", "where(A>B,1,2)")]
    [InlineData("sqrt(im1b1)*exp(-im1b2/1000)", "sqrt(A.astype(float))*exp(-B.astype(float)/1000)")]
    [InlineData("im1b1^2/im1b2", "A.astype(float)**2/B")]
    public async Task An_expression_gives_what_the_calculator_gives(string expression, string python)
    {
        Tool.NeedGdalCalc();
        var random = new Random(20240531);
        var bands = Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 64 * 64).Select(_ => (double)random.Next(1, 5000)).ToArray()).ToArray();
        var image = _rasters.Write("a.tif", 64, PixelType.UInt16, null, bands);
        var output = _rasters.PathOf("ours.tif");

        await BandMathCalculation.RunAsync(new BandMathRequest([image], expression), output, null, CancellationToken.None);

        var ours = TestRaster.Read(output);
        var theirs = await Tool.RunGdalCalcAsync(image, python, _rasters.PathOf("theirs.tif"));

        // Both compute in double and round once to 32-bit floats, so at most the last digit differs.
        Assert.All(theirs.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, 1.2e-7 * Math.Abs(pair.First)));
    }
}
