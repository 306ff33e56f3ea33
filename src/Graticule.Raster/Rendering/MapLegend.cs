using System.Globalization;

namespace Graticule.Raster.Rendering;

/// <summary>Draws what the colours of a style stand for: an upright bar, the highest value at the top.</summary>
public static class MapLegend
{
    public const int DefaultWidth = 88;
    public const int DefaultHeight = 160;
    public const int MostPixels = 2048;

    private const int Margin = 6;
    private const int BarWidth = 18;
    private const uint Ink = 0xFF202020;

    /// <summary>A PNG; values are written as far as there is room, with at most five digits.</summary>
    /// <param name="style">Name of a style in <see cref="MapStyles"/>; the default one is drawn in grey.</param>
    /// <param name="min">What the lower end stands for; NaN when it is not known.</param>
    /// <param name="max">What the upper end stands for; NaN when it is not known.</param>
    /// <param name="width">Pixels, 1 to 2048.</param>
    /// <param name="height">Pixels, 1 to 2048.</param>
    /// <exception cref="MapRequestException">There is no such style, or the size is not served.</exception>
    public static byte[] Draw(string? style, double min, double max, int width = DefaultWidth, int height = DefaultHeight)
    {
        var ramp = (MapStyles.Find(style) ?? throw new MapRequestException(nameof(MapRequest.Style), $"There is no style '{style}'.")).Ramp ?? MapStyles.Grey;
        if (width is < 1 or > MostPixels || height is < 1 or > MostPixels)
        {
            throw new MapRequestException(nameof(MapRequest.Width), $"A legend of {width} x {height} pixels is asked for; between 1 and {MostPixels} are drawn.");
        }

        var pixels = new byte[width * height * 3];
        Array.Fill(pixels, byte.MaxValue);
        var (top, bottom) = (Math.Min(Margin, height / 4), height - Math.Min(Margin, height / 4));
        for (var y = top; y < bottom; y++)
        {
            var shade = bottom - top == 1 ? 0 : (int)Math.Round((double)(bottom - 1 - y) * (ColorRamp.Length - 1) / (bottom - 1 - top));
            for (var x = Margin; x < Margin + BarWidth; x++)
            {
                Put(x, y, ramp.Colors[shade]);
            }
        }

        Write(max, top);
        Write((min + max) / 2, ((top + bottom) / 2) - (DigitFont.Height / 2));
        Write(min, bottom - DigitFont.Height);
        return PngEncoder.Encode(new(width, height, PictureKind.Rgb, pixels));

        void Write(double value, int y)
        {
            if (double.IsFinite(value) && bottom - top >= 3 * (DigitFont.Height + 1))
            {
                DigitFont.Draw(Text(value), (column, row) => Put((Margin * 2) + BarWidth + column, y + row, Ink));
            }
        }

        void Put(int x, int y, uint color)
        {
            if (x < width && y >= 0 && y < height)
            {
                var at = ((y * width) + x) * 3;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)color, (byte)(color >> 8), (byte)(color >> 16));
            }
        }
    }

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture).Replace('E', 'e');
}
