using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>Says of a file what a map service needs to know.</summary>
internal static class LayerDescription
{
    /// <summary>Bands after these are described without looking at their pixels.</summary>
    private const int MostFigures = 64;

    private const string Geographic = "OGC:CRS84";

    internal static LayerInfo Make(MapSource source, string? crs, bool withFigures, Transforms transforms, Func<int, BandSample> sample) => new()
    {
        Width = source.Info.Width,
        Height = source.Info.Height,
        Crs = source.CrsName,
        Wkt = source.Wkt,
        IsNorthingFirst = IsNorthingFirst(source.CrsName),
        AskedIsNorthingFirst = IsNorthingFirst(crs),
        GeoTransform = source.Place.Transform,
        Bounds = source.Bounds,
        GeographicBounds = source.Wkt is { } wkt ? Bounds(source.Bounds, wkt, Geographic, transforms) : null,
        AskedBounds = crs is not null && source.Wkt is { } own ? Bounds(source.Bounds, own, crs, transforms) : null,
        TimeName = source.Header.Times?.Name,
        Times = source.Header.Times?.Labels ?? [],
        Bands = [.. Enumerable.Range(0, source.BandCount).Select(index => Band(index, source, withFigures && index < MostFigures ? sample : null))],
        Overviews = [.. source.Header.Levels.Skip(1).Select(level => (level.Width, level.Height))],
    };

    private static bool IsNorthingFirst(string? crs)
    {
        using var reference = crs is null ? null : CoordinateReference.Find(crs);
        return reference?.IsNorthingFirst == true;
    }

    /// <summary>The box around the edge of a box, as other coordinates see it: 21 points along each side; null when none has a place.</summary>
    internal static Box? Bounds(Box box, string from, string to, Transforms transforms)
    {
        const int Points = 21;
        var transform = transforms.Rent(from, to);
        var (x, y) = (new double[Points * Points], new double[Points * Points]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = box.MinX + ((box.MaxX - box.MinX) * (i % Points) / (Points - 1));
            y[i] = box.MinY + ((box.MaxY - box.MinY) * (i / Points) / (Points - 1));
        }

        transform.Apply(x, y);
        transforms.Return(from, to, transform);
        var (placesX, placesY) = (x.Where(double.IsFinite).ToList(), y.Where(double.IsFinite).ToList());
        return placesX.Count == 0 ? null : new Box(placesX.Min(), placesY.Min(), placesX.Max(), placesY.Max());
    }

    /// <summary>Of a layer that depends on time, as it is at the last time.</summary>
    private static LayerBand Band(int index, MapSource source, Func<int, BandSample>? sample)
    {
        var position = source.FirstBandOf(time: null) + index;
        return Band(source.Info.Bands[position], source.Header.Bands[position], index + 1, sample?.Invoke(position + 1));
    }

    private static LayerBand Band(BandInfo info, LayerBandHeader header, int number, BandSample? sample) => new(
        header.Name.Length > 0 ? header.Name : $"band{number}",
        info.Type == PixelType.UInt8 ? "Byte" : info.Type.ToString(),
        info.NoData,
        Finite(sample?.Min),
        Finite(sample?.Max),
        header.Unit.Length > 0 ? header.Unit : null)
    {
        Low = Finite(sample?.Low),
        High = Finite(sample?.High),
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
