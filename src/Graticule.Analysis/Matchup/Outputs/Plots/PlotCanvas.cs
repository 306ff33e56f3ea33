using Graticule.Raster.Rendering;

namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>A picture that is drawn at twice its size and shrunk at the end, which smooths edges. Places are pixels from the upper left corner; colours 0xRRGGBB.</summary>
/// <param name="width">Pixels across.</param>
/// <param name="height">Pixels down.</param>
internal sealed class PlotCanvas(int width, int height)
{
    private const int Scale = 2;
    private const int Channels = 3;

    private readonly byte[] _pixels = White(width * height * Scale * Scale * Channels);

    internal void Rectangle(double left, double top, double right, double bottom, int color, double opacity = 1)
    {
        for (var y = Grid(top); y < Grid(bottom); y++)
        {
            for (var x = Grid(left); x < Grid(right); x++)
            {
                Put(x, y, color, opacity);
            }
        }
    }

    /// <summary>The outline of a rectangle.</summary>
    internal void Frame(double left, double top, double right, double bottom, int color, double thickness = 1)
    {
        Rectangle(left, top, right, top + thickness, color);
        Rectangle(left, bottom - thickness, right, bottom, color);
        Rectangle(left, top, left + thickness, bottom, color);
        Rectangle(right - thickness, top, right, bottom, color);
    }

    internal void Disc(double x, double y, double radius, int color, double opacity = 1)
    {
        var (middleX, middleY, far) = (x * Scale, y * Scale, radius * Scale);
        for (var row = (int)(middleY - far); row <= middleY + far; row++)
        {
            for (var column = (int)(middleX - far); column <= middleX + far; column++)
            {
                var (dx, dy) = (column + 0.5 - middleX, row + 0.5 - middleY);
                if ((dx * dx) + (dy * dy) <= far * far)
                {
                    Put(column, row, color, opacity);
                }
            }
        }
    }

    /// <summary>A straight line, no part of which leaves a clip.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="thickness">Across.</param>
    /// <param name="color">Of the line.</param>
    /// <param name="dash">Length of dashes and of gaps; 0: none.</param>
    /// <param name="clip">Outside of it nothing is drawn; null: the picture.</param>
    internal void Line((double X, double Y) from, (double X, double Y) to, double thickness, int color, double dash = 0, PlotBox? clip = null)
    {
        var (dx, dy) = ((to.X - from.X) * Scale, (to.Y - from.Y) * Scale);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var half = thickness * Scale / 2;
        var across = (int)Math.Ceiling(half);
        for (var step = 0; step <= length; step++)
        {
            if (dash > 0 && (int)(step / (dash * Scale)) % 2 == 1)
            {
                continue;
            }

            var (x, y) = ((from.X * Scale) + (dx * step / Math.Max(length, 1)), (from.Y * Scale) + (dy * step / Math.Max(length, 1)));
            if (clip is { } box && !box.Holds(x / Scale, y / Scale))
            {
                continue;
            }

            for (var row = -across; row <= across; row++)
            {
                for (var column = -across; column <= across; column++)
                {
                    if ((row * row) + (column * column) <= half * half)
                    {
                        Put((int)(x + column), (int)(y + row), color, 1);
                    }
                }
            }
        }
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it is placed, across.</param>
    /// <param name="y">Its middle, down; of an upright text the place along it.</param>
    /// <param name="size">Height of a capital.</param>
    /// <param name="color">Of the letters.</param>
    /// <param name="anchor">Share of the text before the place: 0 begins there, 1 ends there.</param>
    /// <param name="isUpright">Whether it runs from the bottom to the top.</param>
    internal void Text(string text, double x, double y, double size, int color, double anchor = 0, bool isUpright = false)
    {
        var dot = Dot(size);
        var (before, middle) = (Width(text, size) * Scale * anchor, PlotFont.Height * dot / 2.0);
        var (left, top) = isUpright
            ? ((x * Scale) - middle, (y * Scale) + before)
            : ((x * Scale) - before, (y * Scale) - middle);
        PlotFont.Draw(text, (column, row) =>
        {
            for (var i = 0; i < dot * dot; i++)
            {
                var (along, down) = ((column * dot) + (i % dot), (row * dot) + (i / dot));
                Put((int)left + (isUpright ? down : along), (int)top + (isUpright ? -along : down), color, 1);
            }
        });
    }

    /// <summary>Length of a text in pixels.</summary>
    internal static double Width(string text, double size) => Math.Max(0, (text.Length * PlotFont.Advance) - 1) * Dot(size) / (double)Scale;

    /// <summary>A text that is not longer than some pixels: its end is cut off, where it is.</summary>
    internal static string Fit(string text, double size, double most)
    {
        if (Width(text, size) <= most)
        {
            return text;
        }

        var letters = (int)(most * Scale / Dot(size) / PlotFont.Advance) - 3;
        return letters <= 0 ? "" : text[..Math.Min(letters, text.Length)] + "...";
    }

    /// <summary>The finished picture as PNG.</summary>
    internal byte[] ToPng()
    {
        var pixels = new byte[width * height * Channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (pixel, channel) = (i / Channels, i % Channels);
            var at = (((pixel / width * Scale * width) + (pixel % width)) * Scale * Channels) + channel;
            var below = at + (width * Scale * Channels);
            pixels[i] = (byte)((_pixels[at] + _pixels[at + Channels] + _pixels[below] + _pixels[below + Channels] + 2) / 4);
        }

        return PngEncoder.Encode(new(width, height, PictureKind.Rgb, pixels));
    }

    private static int Dot(double size) => Math.Max(1, (int)Math.Round(size * Scale / PlotFont.Height));

    private static int Grid(double place) => (int)Math.Round(place * Scale);

    private void Put(int x, int y, int color, double opacity)
    {
        if (x < 0 || y < 0 || x >= width * Scale || y >= height * Scale)
        {
            return;
        }

        var at = ((y * width * Scale) + x) * Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var shade = (color >> (16 - (8 * channel))) & 0xFF;
            _pixels[at + channel] = (byte)Math.Round((shade * opacity) + (_pixels[at + channel] * (1 - opacity)));
        }
    }

    private static byte[] White(int length)
    {
        var pixels = new byte[length];
        Array.Fill(pixels, byte.MaxValue);
        return pixels;
    }
}
