using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;

namespace Graticule.Tests.Analysis.Change.Results;

public sealed class StripCodecTests
{
    private const double Tolerance = 1e-11;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 99)]
    [InlineData(3, 40)]
    public void What_became_of_a_column_comes_back_by_rising_y(int seed, int column)
    {
        var pixels = new MadeUpOutcomes(seed).Column(column);

        var strip = StripCodec.Encode(pixels);

        var found = StripCodec.Decode(strip);
        Assert.Equal(pixels.Select(pixel => pixel.Pixel).Reverse(), found.Select(pixel => pixel.Pixel));
        Assert.All(found.Reverse().Zip(pixels), pair => AssertSame(pair.Second, pair.First));
        Assert.Equal((column, 86, 14), StripCodec.Summary(strip));
    }

    [Fact]
    public void What_comes_back_is_encoded_to_the_same_bytes()
    {
        var once = StripCodec.Encode(new MadeUpOutcomes(4).Column(7));

        Assert.Equal(once, StripCodec.Encode(StripCodec.Decode(once)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(-double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(-0.0)]
    [InlineData(1 - 1e-16)]
    public void Numbers_at_the_ends_of_their_range_stay_what_they_are(double number)
    {
        var model = new MadeUpOutcomes(1).Model(725_000);
        var pixel = new PixelOutcome(5, new([true], [model with { ChangeProbability = number, Bands = [.. model.Bands.Select(band => band with { Intercept = number })] }], CcdcProcedure.Standard, number, 0, 0), Fault: null);

        var found = Assert.Single(StripCodec.Decode(StripCodec.Encode([pixel]))).Result!;

        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(found.CloudProbability));
        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(found.Models[0].ChangeProbability));
        var intercept = found.Models[0].Bands[3].Intercept;
        Assert.True(double.IsNaN(number) ? double.IsNaN(intercept) : number == double.Epsilon ? intercept == 0 : IsNear(number, intercept), $"{intercept:R}");
        Assert.Equal(double.IsNegative(number), double.IsNegative(intercept));
    }

    [Fact]
    public void A_strip_may_hold_some_pixels_of_its_column_and_be_filled_up_by_another()
    {
        var all = new MadeUpOutcomes(5).Column(3);
        var (older, newer) = (all.Where(pixel => pixel.Pixel % 4 != 3 || pixel.Result is not null).ToList(), new MadeUpOutcomes(6, dates: 90).Column(3).Where((_, row) => row % 7 == 6 || row == 0).Select(Better).ToList());

        var merged = StripCodec.Merge(StripCodec.Encode(older), StripCodec.Encode(newer));

        var expected = older.Where(pixel => newer.TrueForAll(one => one.Pixel != pixel.Pixel)).Concat(newer).OrderByDescending(pixel => pixel.Pixel).ToList();
        Assert.Equal((3, 100, 0), StripCodec.Summary(merged));
        Assert.All(expected.Zip(StripCodec.Decode(merged)), pair => AssertSame(pair.First, pair.Second));

        static PixelOutcome Better(PixelOutcome pixel) => new(pixel.Pixel, pixel.Result ?? new([.. new bool[90]], [], CcdcProcedure.Standard, 0, 0, 0), Fault: null);
    }

    [Fact]
    public void Pixels_of_two_columns_are_no_strip()
    {
        var made = new MadeUpOutcomes(1);

        Assert.Throws<ArgumentException>(() => StripCodec.Encode([made.Next(0), made.Next(1)]));
        Assert.Throws<ArgumentException>(() => StripCodec.Encode([made.Next(0), made.Next(0)]));
        Assert.Throws<ArgumentException>(() => StripCodec.Encode([]));
    }

    [Fact]
    public void A_damaged_strip_is_refused_or_read_and_nothing_else()
    {
        var strip = StripCodec.Encode(new MadeUpOutcomes(8, dates: 20).Column(1).Take(9));
        Random random = new(3);
        for (var i = 0; i < strip.Length; i++)
        {
            Try(strip[..i]);
            byte[] changed = [.. strip];
            changed[i] ^= (byte)(1 << random.Next(8));
            Try(changed);
        }

        Assert.Throws<InvalidDataException>(() => StripCodec.Decode(strip.AsSpan()[..^1]));

        static void Try(byte[] damaged)
        {
            try
            {
                StripCodec.Decode(damaged);
            }
            catch (InvalidDataException)
            {
                // As it is told.
            }
        }
    }

    private static void AssertSame(PixelOutcome expected, PixelOutcome found)
    {
        Assert.Equal((expected.Pixel, expected.Fault), (found.Pixel, found.Fault));
        if (expected.Result is not { } result)
        {
            Assert.Null(found.Result);
            return;
        }

        Assert.Equal(result.ProcessingMask, found.Result!.ProcessingMask);
        Assert.Equal(
            (result.Procedure, result.CloudProbability, result.SnowProbability, result.WaterProbability),
            (found.Result.Procedure, found.Result.CloudProbability, found.Result.SnowProbability, found.Result.WaterProbability));
        Assert.Equal(result.Models.Select(model => model with { Bands = [] }).Select(model => model.ToString()), found.Result.Models.Select(model => model with { Bands = [] }).Select(model => model.ToString()));
        var (numbers, others) = (Numbers(result).ToList(), Numbers(found.Result).ToList());
        Assert.Equal(numbers.Count, others.Count);
        Assert.All(numbers.Zip(others), pair => Assert.True(IsNear(pair.First, pair.Second), $"{pair.First:R} became {pair.Second:R}"));
    }

    private static IEnumerable<double> Numbers(CcdcResult result) =>
        result.Models.SelectMany(model => model.Bands).SelectMany(band => band.Coefficients.Append(band.Rmse).Append(band.Intercept).Append(band.Magnitude));

    private static bool IsNear(double one, double other) =>
        one == other ? double.IsNegative(one) == double.IsNegative(other) : Math.Abs(one - other) <= Tolerance * Math.Abs(one);
}
