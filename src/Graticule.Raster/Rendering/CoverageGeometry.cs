using System.Globalization;
using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Rendering;

/// <summary>Which part of a raster a coverage request means.</summary>
internal static class CoverageGeometry
{
    /// <summary>Share of a pixel by which a box may miss an edge between pixels and still mean it.</summary>
    private const double Slack = 1e-6;

    /// <summary>Whether pixels stay what they are: the file's own CRS and resolution.</summary>
    internal static bool IsCopy(CoverageRequest request, MapSource source, Transforms transforms) =>
        request.Width is null && request.Height is null
        && IsOwn(request.Crs, source, transforms)
        && (request.Box is null || IsOwn(request.BoxCrs, source, transforms) || source.IsAligned);

    /// <summary>The pixels that a box touches.</summary>
    /// <exception cref="MapRequestException">The box lies beside the raster.</exception>
    internal static Window Window(CoverageRequest request, MapSource source, Transforms transforms)
    {
        if (request.Box is not { } asked)
        {
            return new(0, 0, source.Info.Width, source.Info.Height);
        }

        var box = IsOwn(request.BoxCrs, source, transforms) ? asked : Moved(asked, request.BoxCrs!, source.Wkt!, transforms);
        double[] x = [box.MinX, box.MaxX, box.MinX, box.MaxX];
        double[] y = [box.MinY, box.MinY, box.MaxY, box.MaxY];

        // The unit picture lies with its upper left corner at the origin and counts downwards.
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = -y[i];
        }

        new GroundPlaces(source, null, new(0, -1, 1, 0), 1, 1).Apply(x, y);
        var left = Math.Max(0, (int)Math.Floor(Math.Clamp(x.Min() + Slack, 0, source.Info.Width)));
        var top = Math.Max(0, (int)Math.Floor(Math.Clamp(y.Min() + Slack, 0, source.Info.Height)));
        var right = (int)Math.Ceiling(Math.Clamp(x.Max() - Slack, 0, source.Info.Width));
        var bottom = (int)Math.Ceiling(Math.Clamp(y.Max() - Slack, 0, source.Info.Height));
        return right > left && bottom > top
            ? new(left, top, right - left, bottom - top)
            : throw new MapRequestException(
                nameof(request.Box),
                string.Create(CultureInfo.InvariantCulture, $"The box lies beside the coverage, which reaches from {source.Bounds.MinX} {source.Bounds.MinY} to {source.Bounds.MaxX} {source.Bounds.MaxY}."));
    }

    /// <summary>The box around all that the result is made of, in the source's own CRS.</summary>
    internal static Box Needed(CoverageRequest request, MapSource source, Transforms transforms)
    {
        if (request.Box is null)
        {
            return source.Bounds;
        }

        var box = Extent(request, source, transforms);
        return IsOwn(request.Crs, source, transforms) ? box : Moved(box, request.Crs!, source.Wkt!, transforms);
    }

    /// <summary>Pixels of the source for one of the result, along the finer axis.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="source">The layer.</param>
    /// <param name="needed">In the source's own CRS.</param>
    internal static double ScaleOf(CoverageRequest request, MapSource source, Box needed)
    {
        var x = request.Width is { } width ? (needed.MaxX - needed.MinX) / Math.Abs(source.Place.Transform[1]) / width : double.PositiveInfinity;
        var y = request.Height is { } height ? (needed.MaxY - needed.MinY) / Math.Abs(source.Place.Transform[5]) / height : double.PositiveInfinity;
        var scale = Math.Min(x, y);
        return double.IsFinite(scale) ? scale : 1;
    }

    /// <summary>The box in the CRS of the result; everything where none is asked for.</summary>
    internal static Box Extent(CoverageRequest request, MapSource source, Transforms transforms)
    {
        var from = request.Box is null ? source.Wkt : request.BoxCrs ?? source.Wkt;
        var to = request.Crs ?? source.Wkt;
        var asked = request.Box ?? source.Bounds;
        var box = from is null || to is null || from == to || transforms.AreSame(from, to) ? asked : Moved(asked, from, to, transforms);
        if (request.Width is not null || request.Height is not null)
        {
            return box;
        }

        // At the source's resolution what lies beside it would only make the file larger, without bound.
        var all = source.Wkt is { } wkt && to is not null ? Moved(source.Bounds, wkt, to, transforms) : source.Bounds;
        var cut = new Box(Math.Max(box.MinX, all.MinX), Math.Max(box.MinY, all.MinY), Math.Min(box.MaxX, all.MaxX), Math.Min(box.MaxY, all.MaxY));
        return cut.MinX < cut.MaxX && cut.MinY < cut.MaxY
            ? cut
            : throw new MapRequestException(
                nameof(request.Box),
                string.Create(CultureInfo.InvariantCulture, $"The box lies beside the coverage, which reaches from {all.MinX} {all.MinY} to {all.MaxX} {all.MaxY} there."));
    }

    /// <summary>A CRS in words that GDAL's programs take, with nothing in them that could be a file's name.</summary>
    /// <exception cref="MapRequestException">It is not known.</exception>
    internal static string Definition(string crs)
    {
        using var reference = CoordinateReference.Find(crs)
            ?? throw new MapRequestException(nameof(CoverageRequest.Crs), $"The coordinate reference system '{crs}' is not known; name one such as EPSG:3857.");
        return reference.Wkt();
    }

    private static Box Moved(Box box, string from, string to, Transforms transforms) => LayerDescription.Bounds(box, from, to, transforms)
        ?? throw new MapRequestException(nameof(CoverageRequest.Box), "The box has no place in the coordinate reference system that it has to be taken to.");

    private static bool IsOwn(string? crs, MapSource source, Transforms transforms)
    {
        if (string.IsNullOrEmpty(crs))
        {
            return true;
        }

        return source.Wkt is { } wkt
            ? transforms.AreSame(crs, wkt)
            : throw new MapRequestException(nameof(CoverageRequest.Crs), "The file has no coordinate reference system: leave the CRS out.");
    }
}
