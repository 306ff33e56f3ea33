namespace Graticule.Raster.Rendering;

/// <summary>Makes of a canvas the picture that is smallest to encode and loses nothing.</summary>
internal static class Finishing
{
    private const int Colors = 256;

    /// <summary>With transparency where there is nothing.</summary>
    internal static Picture8 Transparent(Canvas canvas, ColorRamp? ramp, IReadOnlyList<uint>? palette)
    {
        if (canvas.Opacity is not { } opacity)
        {
            return Opaque(canvas, ramp, palette, 0);
        }

        if (canvas.Channels == 3)
        {
            return new(canvas.Width, canvas.Height, PictureKind.Rgba, WithOpacity(canvas.Pixels, opacity, 3));
        }

        var colors = palette ?? ramp!.Colors;
        if (opacity.AsSpan().ContainsAnyExcept((byte)0, byte.MaxValue) || FreeShade(canvas.Pixels, opacity) is not { } free)
        {
            return ramp?.IsGrey == true
                ? new(canvas.Width, canvas.Height, PictureKind.GreyAlpha, WithOpacity(canvas.Pixels, opacity, 1))
                : new(canvas.Width, canvas.Height, PictureKind.Rgba, WithOpacity(Colored(canvas.Pixels, colors), opacity, 3));
        }

        var changed = new uint[Colors];
        for (var i = 0; i < Colors; i++)
        {
            changed[i] = i < colors.Count && i != free ? colors[i] : 0;
        }

        return new(canvas.Width, canvas.Height, PictureKind.Indexed, WithShade(canvas.Pixels, opacity, (byte)free), changed);
    }

    /// <summary>With a colour where there is nothing.</summary>
    /// <param name="canvas">What was drawn.</param>
    /// <param name="ramp">Colours of the shades; null with a palette, or for three channels.</param>
    /// <param name="palette">The file's own colours.</param>
    /// <param name="background">0xRRGGBB.</param>
    internal static Picture8 Opaque(Canvas canvas, ColorRamp? ramp, IReadOnlyList<uint>? palette, int background)
    {
        if (canvas.Channels == 1 && canvas.Opacity is null && ramp is not null)
        {
            return ramp.IsGrey
                ? new(canvas.Width, canvas.Height, PictureKind.Grey, canvas.Pixels)
                : new(canvas.Width, canvas.Height, PictureKind.Indexed, canvas.Pixels, ramp.Colors);
        }

        if (canvas.Channels == 1 && canvas.Opacity is null)
        {
            var padded = new uint[Colors];
            for (var i = 0; i < Colors && i < palette!.Count; i++)
            {
                padded[i] = palette[i];
            }

            return new(canvas.Width, canvas.Height, PictureKind.Indexed, canvas.Pixels, padded);
        }

        var pixels = canvas.Channels == 3 ? canvas.Pixels : Colored(canvas.Pixels, palette ?? ramp!.Colors);
        return new(canvas.Width, canvas.Height, PictureKind.Rgb, Over(pixels, canvas.Opacity, background));
    }

    /// <summary>Three channels whatever was drawn, or one where all is grey: what JPEG can hold.</summary>
    internal static Picture8 WithoutPalette(Canvas canvas, ColorRamp? ramp, IReadOnlyList<uint>? palette, int background)
    {
        if (canvas.Channels == 1 && canvas.Opacity is null && ramp?.IsGrey == true)
        {
            return new(canvas.Width, canvas.Height, PictureKind.Grey, canvas.Pixels);
        }

        var pixels = canvas.Channels == 3 ? canvas.Pixels : Colored(canvas.Pixels, palette ?? ramp!.Colors);
        return new(canvas.Width, canvas.Height, PictureKind.Rgb, Over(pixels, canvas.Opacity, background));
    }

    /// <summary>A shade that no visible pixel has; null if all are in use.</summary>
    private static int? FreeShade(byte[] shades, byte[] opacity)
    {
        var isUsed = new bool[Colors];
        for (var i = 0; i < shades.Length; i++)
        {
            isUsed[shades[i]] |= opacity[i] != 0;
        }

        var free = Array.IndexOf(isUsed, value: false);
        return free < 0 ? null : free;
    }

    private static byte[] WithShade(byte[] shades, byte[] opacity, byte free)
    {
        for (var i = 0; i < shades.Length; i++)
        {
            shades[i] = opacity[i] == 0 ? free : shades[i];
        }

        return shades;
    }

    private static byte[] WithOpacity(byte[] pixels, byte[] opacity, int channels)
    {
        var mixed = GC.AllocateUninitializedArray<byte>(opacity.Length * (channels + 1));
        for (var i = 0; i < opacity.Length; i++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                // What cannot be seen has one value, which packs best.
                mixed[(i * (channels + 1)) + channel] = opacity[i] == 0 ? (byte)0 : pixels[(i * channels) + channel];
            }

            mixed[(i * (channels + 1)) + channels] = opacity[i];
        }

        return mixed;
    }

    private static byte[] Colored(byte[] shades, IReadOnlyList<uint> colors)
    {
        var pixels = GC.AllocateUninitializedArray<byte>(shades.Length * 3);
        var table = new uint[Colors];
        for (var i = 0; i < Colors && i < colors.Count; i++)
        {
            table[i] = colors[i];
        }

        for (var i = 0; i < shades.Length; i++)
        {
            var color = table[shades[i]];
            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = ((byte)color, (byte)(color >> 8), (byte)(color >> 16));
        }

        return pixels;
    }

    private static byte[] Over(byte[] pixels, byte[]? opacity, int background)
    {
        for (var i = 0; i < (opacity?.Length ?? 0); i++)
        {
            for (var channel = 0; channel < 3 && opacity![i] < byte.MaxValue; channel++)
            {
                var below = (background >> (8 * (2 - channel))) & 0xFF;
                var at = (i * 3) + channel;
                pixels[at] = (byte)(((pixels[at] * opacity[i]) + (below * (byte.MaxValue - opacity[i])) + Middle) / byte.MaxValue);
            }
        }

        return pixels;
    }

    /// <summary>Half of the divisor: division rounds to nearest.</summary>
    private const int Middle = 127;
}
