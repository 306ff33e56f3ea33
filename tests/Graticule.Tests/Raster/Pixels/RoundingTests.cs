using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Tests.Raster.Pixels;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(PixelType.UInt8, -300.7, 0)]
    [InlineData(PixelType.UInt8, 2.5, 2)]
    [InlineData(PixelType.UInt8, 2.9999999996, 3)]
    [InlineData(PixelType.UInt8, 255.6, 255)]
    [InlineData(PixelType.UInt8, double.NaN, 0)]
    [InlineData(PixelType.Int16, -1.5, -1)]
    [InlineData(PixelType.Int16, -40000, -32768)]
    [InlineData(PixelType.UInt16, 65535.9, 65535)]
    [InlineData(PixelType.UInt32, 5e9, 4294967295)]
    [InlineData(PixelType.UInt32, 3e9, 3e9)]
    [InlineData(PixelType.Int32, 16777217, 16777217)]
    [InlineData(PixelType.Int32, -1e30, -2147483648)]
    [InlineData(PixelType.Int32, double.PositiveInfinity, 2147483647)]
    [InlineData(PixelType.Int32, double.NaN, 0)]
    [InlineData(PixelType.Float32, 0.1, 0.1f)]
    [InlineData(PixelType.Float32, double.PositiveInfinity, float.MaxValue)]
    [InlineData(PixelType.Float32, double.NaN, double.NaN)]
    [InlineData(PixelType.Float64, 0.1, 0.1)]
    [InlineData(PixelType.Float64, double.NegativeInfinity, float.MinValue)]
    public void A_number_becomes_a_sample_by_the_written_rules(PixelType type, double value, double expected)
    {
        // Longer than a vector and not a multiple of one, so that both the loop and the rest are seen.
        var values = Enumerable.Repeat(value, 37).ToArray();
        var bytes = new byte[37 * type.Size()];
        var back = new double[37];

        var statistics = Rounding.Apply(values, type, null);
        Samples.Narrow(type, values, bytes);
        Samples.Widen(type, bytes, back);

        Assert.All(back, v => Assert.Equal(expected, v));
        Assert.Equal(double.IsNaN(expected) ? 0 : 37, statistics.Valid);
    }

    [Fact]
    public void With_a_nodata_value_NaN_becomes_it_and_is_not_counted()
    {
        double[] values = [1, double.NaN, 3, 255, double.NaN, 7, 9];

        var statistics = Rounding.Apply(values, PixelType.UInt8, 255);

        Assert.Equal([1, 255, 3, 255, 255, 7, 9], values);
        Assert.Equal(new Statistics(4, 1, 9, 20), statistics);
    }

    [Theory]
    [InlineData(PixelType.UInt8)]
    [InlineData(PixelType.UInt16)]
    [InlineData(PixelType.Int16)]
    [InlineData(PixelType.UInt32)]
    [InlineData(PixelType.Int32)]
    [InlineData(PixelType.Float32)]
    [InlineData(PixelType.Float64)]
    public void Samples_survive_widening_and_narrowing_at_every_length(PixelType type)
    {
        var (min, max) = type.Range();
        for (var length = 1; length < 100; length++)
        {
            var values = Enumerable.Range(0, length)
                .Select(i => new[] { min, max, Math.Floor(max / (i + 2)) }[i % 3])
                .Select(v => type is PixelType.Float32 ? (float)v : v)
                .ToArray();
            var bytes = new byte[length * type.Size()];
            var back = new double[length];

            Samples.Narrow(type, values, bytes);
            Samples.Widen(type, bytes, back);

            Assert.Equal(MemoryMarshal.AsBytes<double>(values).ToArray(), MemoryMarshal.AsBytes<double>(back).ToArray());
        }
    }
}
