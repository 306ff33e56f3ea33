using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>What GetMap and GetFeatureInfo share: which part of which layer, in which CRS, in how many pixels.</summary>
/// <param name="Crs">Name for the renderer; null: the file's own.</param>
/// <param name="Box">In that CRS.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Look">How it is drawn.</param>
internal readonly record struct WmsView(string? Crs, Box Box, int Width, int Height, Look Look)
{
    /// <summary>Reads what both have; faults go into the query.</summary>
    public static async ValueTask<WmsView> ReadAsync(
        MapQuery query, WmsVersion version, MapSource source, Layers layers, MapOptions options, CancellationToken cancellationToken)
    {
        CheckLayers(query, "LAYERS", source);
        var style = Styles.Find(query, "STYLES", query.Text("STYLES"));
        var width = query.Whole("WIDTH", 1, options.MostPixelsAlongSide);
        var height = query.Whole("HEIGHT", 1, options.MostPixelsAlongSide);
        var box = query.Box("BBOX");
        var crs = ReadCrs(query, version);
        var look = Look.Read(query, ReadFormat(query), style, IsTransparent(query), Look.ReadColour(query, "BGCOLOR"));
        query.ThrowFaults();
        if (version.FollowsAxes && await layers.IsNorthingFirstAsync(source, crs, cancellationToken))
        {
            box = CrsName.Swap(box);
        }

        return new(crs == CrsName.Own ? null : crs, box, width, height, look);
    }

    /// <summary>Adds a fault unless the one layer that there is, is named.</summary>
    public static void CheckLayers(MapQuery query, string parameter, MapSource source)
    {
        var names = query.Required(parameter, $"'{source.Layer}'");
        if (names.Length > 0 && names != source.Layer)
        {
            query.Add("LayerNotDefined", $"There is no layer '{MapQuery.Short(names)}' here; the one layer is '{source.Layer}'.", parameter);
        }
    }

    private static string ReadCrs(MapQuery query, WmsVersion version)
    {
        // Either name is taken for the other: clients mix them up.
        var other = version.FollowsAxes ? WmsVersion.V111.CrsParameter : WmsVersion.V130.CrsParameter;
        var text = query.Text(version.CrsParameter) ?? query.Text(other) ?? query.Required(version.CrsParameter, "a coordinate reference system such as EPSG:3857");
        if (text.Length > 0 && CrsName.Parse(text) is { } known)
        {
            return known;
        }

        if (text.Length > 0)
        {
            query.Add(version.UnknownCrs, $"'{MapQuery.Short(text)}' is no name of a coordinate reference system; write one such as EPSG:3857.", version.CrsParameter);
        }

        return CrsName.WebMercator;
    }

    private static string ReadFormat(MapQuery query)
    {
        // GetFeatureInfo repeats the GetMap request, but draws nothing: clients write anything there.
        if (query.Text("QUERY_LAYERS") is not null)
        {
            return Look.Png;
        }

        var text = query.Required("FORMAT", string.Join(" or ", Look.Formats));
        if (text.Length == 0)
        {
            return Look.Png;
        }

        if (Look.Format(text) is { } known)
        {
            return known;
        }

        query.Add("InvalidFormat", $"Pictures are not made as '{MapQuery.Short(text)}'; they are made as {string.Join(", ", Look.Formats)}.", "FORMAT");
        return Look.Png;
    }

    private static bool IsTransparent(MapQuery query) => string.Equals(query.Text("TRANSPARENT"), "TRUE", StringComparison.OrdinalIgnoreCase);
}
