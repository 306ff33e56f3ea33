namespace Graticule.Raster.Rendering;

/// <summary>How the 8-bit channels of a picture are to be read.</summary>
public enum PictureKind
{
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,

    /// <summary>One byte a pixel: the number of a colour of the palette.</summary>
    Indexed,
}

/// <summary>A finished picture.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Kind">What a pixel is made of.</param>
/// <param name="Pixels">Row by row, the channels of a pixel together.</param>
/// <param name="Palette">For <see cref="PictureKind.Indexed"/>: at most 256 colours as 0xAABBGGRR.</param>
public sealed record Picture8(int Width, int Height, PictureKind Kind, byte[] Pixels, IReadOnlyList<uint>? Palette = null)
{
    internal int Channels => Kind switch
    {
        PictureKind.GreyAlpha => 2,
        PictureKind.Rgb => 3,
        PictureKind.Rgba => 4,
        _ => 1,
    };
}
