namespace Graticule.Raster.Rendering;

/// <summary>A picture of nothing, made without GDAL.</summary>
public static class BlankPicture
{
    /// <param name="width">Pixels, 1 to 8192.</param>
    /// <param name="height">Pixels, 1 to 8192.</param>
    /// <param name="background">0xRRGGBB; null: transparent.</param>
    /// <returns>A PNG.</returns>
    public static byte[] Draw(int width, int height, int? background)
    {
        var pixels = new byte[width * height];
        var colour = background is { } known ? 0xFF000000u | ((uint)(known & 0xFF) << 16) | (uint)(known & 0xFF00) | (uint)((known >> 16) & 0xFF) : 0u;
        return PngEncoder.Encode(new(width, height, PictureKind.Indexed, pixels, [colour]));
    }
}
