using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>How a request's values become colours.</summary>
/// <param name="Bands">One band, or three for red, green and blue; from 1.</param>
/// <param name="Ranges">For each of them the values that become the darkest and the lightest shade.</param>
/// <param name="Ramp">Colours of the shades of a single band; null for three bands and for a palette.</param>
/// <param name="Palette">The file's own colours, 0xAABBGGRR, by value.</param>
internal sealed record DrawingPlan(
    IReadOnlyList<int> Bands, IReadOnlyList<(double Low, double High)> Ranges, ColorRamp? Ramp, IReadOnlyList<uint>? Palette)
{
    /// <exception cref="MapRequestException">The style is not known, or the bands do not fit it.</exception>
    internal static DrawingPlan Make(MapRequest request, MapSource source, Func<int, BandSample> sample)
    {
        var style = MapStyles.Find(request.Style) ?? throw new MapRequestException(
            nameof(request.Style), $"There is no style '{request.Style}'; there are {string.Join(", ", MapStyles.All.Select(known => known.Name))}.");
        var first = source.FirstBandOf(request.Time);
        var bands = request.Bands?.Select(band => first + BandNumber.Find(source, band)).ToList() ?? (style.Ramp is null ? TrueColor(source.Info) : null) ?? [first + 1];
        if (bands.Count is not (1 or 3) || (bands.Count == 3 && style.Ramp is not null))
        {
            throw new MapRequestException(
                nameof(request.Bands),
                $"{bands.Count} bands are asked for; name one for a colour ramp, or three for red, green and blue with the style {MapStyles.Default}.");
        }

        var palette = style.Ramp is null && bands.Count == 1 && request.Range is null && source.Info.Bands[bands[0] - 1].Type == PixelType.UInt8
            ? source.Header.Bands[bands[0] - 1].Palette
            : null;
        var ramp = bands.Count == 3 || palette is not null ? null : style.Ramp ?? MapStyles.Grey;
        return new(bands, [.. bands.Select(Range)], ramp, palette);

        // 8-bit bands without a ramp are pictures already.
        (double Low, double High) Range(int band) => request.Range
            ?? (palette is not null || (style.Ramp is null && source.Info.Bands[band - 1].Type == PixelType.UInt8)
                ? (byte.MinValue, byte.MaxValue)
                : (sample(band).Low, sample(band).High));
    }

    private static List<int>? TrueColor(RasterInfo info)
    {
        var bands = new[] { BandColor.Red, BandColor.Green, BandColor.Blue }
            .Select(color => info.Bands.Index().FirstOrDefault(band => band.Item.Color == color, (-1, null!)).Index + 1)
            .ToList();
        return bands.TrueForAll(number => number > 0) ? bands : null;
    }
}
