using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>One file as a map, in the forms that clients of maps want.</summary>
/// <param name="address">Where the caller finds this server.</param>
/// <param name="source">The file.</param>
/// <param name="info">What is known of it.</param>
/// <param name="side">Pixels along the longer side of the picture.</param>
internal sealed class MapLink(MapAddress address, MapSource source, LayerInfo info, int side)
{
    /// <summary>In longitude and latitude, WGS 84, degrees; null for a file without a CRS.</summary>
    public Box? GeographicBounds => info.GeographicBounds;

    public string Wms => address.Wms(source.Map);

    public string Wmts => address.Wmts(source.Map);

    public string Wcs => address.Wcs(source.Map);

    public string Xyz => address.Xyz(source.Map);

    /// <summary>
    /// The whole file as one picture, by WMS 1.3.0 GetMap: in EPSG:4326 with latitude first, or in the file's own coordinates (CRS:1) where it has no CRS.
    /// </summary>
    public string Picture(string mediaType)
    {
        var degrees = info.GeographicBounds;
        var box = degrees ?? info.Bounds;
        var (width, height) = Size(box.MaxX - box.MinX, box.MaxY - box.MinY);
        var place = degrees is null
            ? string.Create(CultureInfo.InvariantCulture, $"bbox={box.MinX},{box.MinY},{box.MaxX},{box.MaxY}&crs={CrsName.Own}")
            : string.Create(CultureInfo.InvariantCulture, $"bbox={box.MinY},{box.MinX},{box.MaxY},{box.MaxX}&crs={CrsName.Geographic}");
        var picture = string.Create(CultureInfo.InvariantCulture, $"width={width}&height={height}&format={mediaType}&transparent=true");
        return $"{Wms}request=GetMap&service=WMS&version=1.3.0&layers={Uri.EscapeDataString(source.Layer)}&styles=&{picture}&{place}";
    }

    /// <summary>The longer side as the option says, the other in proportion, at least one pixel.</summary>
    private (int Width, int Height) Size(double width, double height)
    {
        var scale = side / Math.Max(width, height);
        return ((int)Math.Max(1, Math.Round(width * scale)), (int)Math.Max(1, Math.Round(height * scale)));
    }
}
