namespace Graticule.Raster.Cubes;

/// <summary>What lies beyond the edge of a raster, along one axis.</summary>
public enum Border
{
    /// <summary>A number: <c>nnnn|abcdefgh|nnnn</c>.</summary>
    Constant,

    /// <summary>The outermost pixel: <c>aaaa|abcdefgh|hhhh</c>.</summary>
    Replicate,

    /// <summary>The mirror image with the outermost pixel: <c>dcba|abcdefgh|hgfe</c>.</summary>
    Reflect,

    /// <summary>The mirror image about the outermost pixel: <c>edcb|abcdefgh|gfed</c>.</summary>
    ReflectPixel,

    /// <summary>The other end: <c>efgh|abcdefgh|abcd</c>.</summary>
    Wrap,
}

/// <summary>Where the pixels beyond an edge come from.</summary>
internal static class BorderPlaces
{
    /// <summary>The pixel that stands for a place along an axis; -1 for the constant.</summary>
    internal static int PixelOf(this Border border, int place, int count)
    {
        if (place >= 0 && place < count)
        {
            return place;
        }

        return border switch
        {
            Border.Constant => -1,
            Border.Replicate => Math.Clamp(place, 0, count - 1),
            Border.Reflect => Folded(place, count, 2 * count),
            Border.ReflectPixel => count == 1 ? 0 : Folded(place, count, (2 * count) - 2),
            _ => Modulo(place, count),
        };
    }

    private static int Folded(int place, int count, int period)
    {
        var inPeriod = Modulo(place, period);
        if (inPeriod < count)
        {
            return inPeriod;
        }

        // Where the outermost pixel stands twice, the image begins one place earlier.
        var twice = period == 2 * count ? 1 : 0;
        return period - inPeriod - twice;
    }

    private static int Modulo(int place, int period) => ((place % period) + period) % period;
}
