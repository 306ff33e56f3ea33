using Graticule.Raster.Rendering;

namespace Graticule.Tests.Raster.Rendering;

public sealed class PngEncoderTests : IDisposable
{
    private readonly TestRaster _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(256, 256)]
    [InlineData(301, 40)]
    public void Every_kind_of_picture_is_decoded_to_the_same_pixels(int width, int height)
    {
        var random = new Random(width);
        foreach (var kind in Enum.GetValues<PictureKind>())
        {
            var channels = new Picture8(0, 0, kind, []).Channels;
            foreach (var pixels in Contents(random, width, height, channels))
            {
                var palette = kind == PictureKind.Indexed ? Enumerable.Range(0, 256).Select(i => (uint)(i * 0x010203) | 0xFF000000).ToList() : null;

                var drawn = Drawn.Read(_folder, PngEncoder.Encode(new(width, height, kind, pixels, palette)));

                Assert.Equal((width, height, channels), (drawn.Width, drawn.Height, drawn.Bands.Count));
                for (var channel = 0; channel < channels; channel++)
                {
                    Assert.Equal(Enumerable.Range(0, width * height).Select(i => (double)pixels[(i * channels) + channel]), drawn.Bands[channel]);
                }
            }
        }
    }

    [Fact]
    public void Opacities_of_a_palette_are_kept()
    {
        uint[] palette = [0x00332211, 0xFF665544, 0x80998877];

        var drawn = Drawn.Read(_folder, PngEncoder.Encode(new(3, 1, PictureKind.Indexed, [0, 1, 2], palette)));

        Assert.Equal([(0x11, 0x22, 0x33, 0), (0x44, 0x55, 0x66, 255), (0x77, 0x88, 0x99, 0x80)], Enumerable.Range(0, 3).Select(i => drawn.At(i, 0)));
    }

    [Fact]
    public void Checksums_are_those_of_the_standard() =>
        Assert.Equal(0xCBF43926, Crc32.Of("123456789"u8));

    private static IEnumerable<byte[]> Contents(Random random, int width, int height, int channels)
    {
        var noise = new byte[width * height * channels];
        random.NextBytes(noise);
        yield return noise;
        yield return new byte[noise.Length];
        yield return [.. Enumerable.Range(0, noise.Length).Select(i => (byte)(i / channels % width))];
        yield return [.. Enumerable.Range(0, noise.Length).Select(i => (byte)(i / channels / width))];
    }
}
