using Graticule.Raster.BandMath;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.BandMath;

/// <summary>What OTB 8.1 itself says. Each run of it takes a third of a second, so many numbers go through each.</summary>
public sealed class OtbAgreementTests : IDisposable
{
    /// <summary>OTB computes in double and writes 32-bit floats, whose last digit may be rounded the other way.</summary>
    private const double FloatDigits = 1.2e-7;

    private static readonly double[] Special =
    [
        -1e30, -70_000, -300.7, -1.5, -0.5, -1e-7, 0, 1e-7, 0.5, 1, 1.5, 2, 2.5, 2.9999999, 3, 127.5, 255.4, 255.6, 4096, 65_535.9,
        1e6, 16_777_217, 1e30, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    private readonly TestRaster _rasters = new();

    public void Dispose() => _rasters.Dispose();

    [SkippableTheory]
    [InlineData("im1b1/im1b2")]
    [InlineData("(im1b2-im1b1)/(im1b2+im1b1)")]
    [InlineData("ndvi(im1b1,im1b2)")]
    [InlineData("-im1b1^2 + 2^-im1b2")]
    [InlineData("im1b1 > im1b2 ? im1b1 : im1b2 == im1b1 ? -1 : im1b2/3")]
    [InlineData("im1b1 && im1b2 || im1b1 > 2")]
    [InlineData("im1b1 or im1b2 and im1b1 < 1")]
    [InlineData("im1b1 and im1b2")]
    [InlineData("min(im1b1, im1b2, 3) + max(im1b2, im1b1)")]
    [InlineData("sum(im1b1, im1b2, 1) / avg(im1b1, 2, im1b2)")]
    [InlineData("sign(im1b1) * rint(im1b2) + abs(im1b1)")]
    [InlineData("sqrt(im1b1) + log(im1b2)")]
    [InlineData("sin(im1b1)*cos(im1b2) + tan(im1b1/7)")]
    [InlineData("exp(im1b1/100) + log10(im1b2) + log2(im1b2) + ln(im1b1)")]
    [InlineData("atan2(im1b1, im1b2) + asinh(abs(im1b1)) + tanh(im1b2) + atan(im1b1)")]
    [InlineData("asin(im1b1/4) + acos(im1b2/3) + acosh(im1b1) + atanh(im1b2/8)")]
    [InlineData("sinh(im1b1/50) + cosh(im1b2/50)")]
    [InlineData("im1b1^im1b2")]
    [InlineData("im1b1^3 - im1b2^0.5")]
    [InlineData("im1b1 != im1b1 ? 1 : 0")]
    [InlineData("idxX + idxY*100 + idxPhyX/1000 - idxPhyY/1000")]
    [InlineData("pi*e + log2e + log10e + ln2 + ln10 + euler")]
    [InlineData("im1b1, im1b2")]
    [InlineData("1/0 - im1b1")]
    public async Task An_expression_gives_what_OTB_gives(string expression)
    {
        Tool.NeedOtb();
        var small = Special.Where(v => !double.IsFinite(v) || Math.Abs(v) <= 4096).ToArray();
        var image = Image(PixelType.Float32, small);

        var ours = await RunAsync(image, expression, PixelType.Float32);
        var theirs = await Tool.RunOtbAsync([image], expression, "float", _rasters.PathOf("theirs.tif"));

        for (var i = 0; i < theirs.Length; i++)
        {
            // Cancellation in the sum of large terms is covered by their size: none of the operands is beyond 1e8 here.
            var isClose = theirs[i].Equals(ours[i]) || Math.Abs(theirs[i] - ours[i]) <= (FloatDigits * Math.Abs(theirs[i])) + 1e-12;
            Assert.True(isClose, $"{expression} at pixel {i}: OTB {theirs[i]:R}, we {ours[i]:R}");
        }
    }

    [SkippableTheory]
    [InlineData("uint8", PixelType.UInt8)]
    [InlineData("uint16", PixelType.UInt16)]
    [InlineData("int16", PixelType.Int16)]
    [InlineData("uint32", PixelType.UInt32)]
    [InlineData("int32", PixelType.Int32)]
    [InlineData("float", PixelType.Float32)]
    [InlineData("double", PixelType.Float64)]
    public async Task A_number_is_brought_to_a_type_as_OTB_does(string word, PixelType type)
    {
        Tool.NeedOtb();

        // OTB wraps around or returns what the processor gives where a number is outside a 32-bit integer or is NaN, and has no integers
        // above 2^24 that are not floats; there we saturate and keep them (see Rounding), so that is left out.
        var is32Bit = type is PixelType.UInt32 or PixelType.Int32;
        var (min, max) = type.Range();
        var values = Special.Where(v => !is32Bit || (v >= min && v <= max && v <= 1 << 24)).ToArray();
        var image = Image(PixelType.Float32, values);

        var ours = await RunAsync(image, "im1b1*1", type);
        var theirs = await Tool.RunOtbAsync([image], "im1b1*1", word, _rasters.PathOf("theirs.tif"));

        Assert.Equal(theirs, ours);
    }

    [SkippableTheory]
    [InlineData("im1b1*0.1*10", "uint8", PixelType.UInt8)]
    [InlineData("im1b1/3*3", "int16", PixelType.Int16)]
    [InlineData("sqrt(im1b1)^2", "uint16", PixelType.UInt16)]
    [InlineData("exp(log(im1b1))", "int32", PixelType.Int32)]
    public async Task Whole_numbers_that_were_computed_in_detours_stay_whole_as_in_OTB(string expression, string word, PixelType type)
    {
        Tool.NeedOtb();
        var values = Enumerable.Range(1, 250).Select(i => (double)i).ToArray();
        var image = _rasters.Write("a.tif", values.Length, PixelType.UInt8, null, values);

        var ours = await RunAsync(image, expression, type);
        var theirs = await Tool.RunOtbAsync([image], expression, word, _rasters.PathOf("theirs.tif"));

        Assert.Equal(theirs, ours);
    }

    [SkippableFact]
    public async Task Nodata_of_an_image_is_a_number_as_in_OTB()
    {
        Tool.NeedOtb();
        var image = _rasters.Write("a.tif", 4, PixelType.Int16, 3, [1, 2, 3, 4]);

        var ours = await RunAsync(image, "im1b1*2", PixelType.Float32);

        Assert.Equal(await Tool.RunOtbAsync([image], "im1b1*2", "float", _rasters.PathOf("theirs.tif")), ours);
    }

    /// <summary>An image whose two bands go through all pairs of the values.</summary>
    private string Image(PixelType type, double[] values) => _rasters.Write(
        "a.tif",
        values.Length,
        type,
        null,
        [.. values.SelectMany(_ => values)],
        [.. values.SelectMany(v => Enumerable.Repeat(v, values.Length))]);

    private async Task<double[]> RunAsync(string image, string expression, PixelType type)
    {
        var output = _rasters.PathOf("ours.tif");
        await BandMathCalculation.RunAsync(new BandMathRequest([image], expression) { OutputType = type }, output, null, CancellationToken.None);
        return TestRaster.Read(output);
    }
}
