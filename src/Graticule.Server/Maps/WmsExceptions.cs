using System.Globalization;
using System.Xml;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Tells what is wrong as the parameter <c>EXCEPTIONS</c> asks: a service exception report, or a picture.</summary>
internal static class WmsExceptions
{
    /// <summary>Formats as the two versions write them in their capabilities.</summary>
    public static IReadOnlyList<string> Formats(WmsVersion version) => version.FollowsAxes
        ? ["XML", "BLANK"]
        : ["application/vnd.ogc.se_xml", "application/vnd.ogc.se_blank"];

    public static Task SendAsync(HttpContext context, MapQuery query, WmsVersion version, MapFaultException fault, MapOptions options)
    {
        context.Response.Headers.ETag = default;
        context.Response.Headers.CacheControl = "no-store";
        if (query.Text("EXCEPTIONS")?.Contains("BLANK", StringComparison.OrdinalIgnoreCase) == true && TrySize(query, options, out var width, out var height))
        {
            int? background = IsTransparent(query) ? null : Look.ReadColour(query, "BGCOLOR");
            return MapAnswer.SendAsync(context, Look.Png, BlankPicture.Draw(width, height, background));
        }

        return MapAnswer.SendXmlAsync(context, writer => Write(writer, version, fault.Faults), version.ExceptionType, fault.Status);
    }

    private static bool IsTransparent(MapQuery query) => string.Equals(query.Text("TRANSPARENT"), "TRUE", StringComparison.OrdinalIgnoreCase);

    private static bool TrySize(MapQuery query, MapOptions options, out int width, out int height)
    {
        height = 0;
        return int.TryParse(query.Text("WIDTH"), NumberStyles.None, CultureInfo.InvariantCulture, out width)
            && int.TryParse(query.Text("HEIGHT"), NumberStyles.None, CultureInfo.InvariantCulture, out height)
            && width >= 1 && height >= 1 && width <= options.MostPixelsAlongSide && height <= options.MostPixelsAlongSide;
    }

    private static void Write(XmlWriter writer, WmsVersion version, IReadOnlyList<MapFault> faults)
    {
        const string Namespace = "http://www.opengis.net/ogc";
        writer.WriteStartDocument();
        if (version.FollowsAxes)
        {
            writer.WriteStartElement("ServiceExceptionReport", Namespace);
        }
        else
        {
            writer.WriteDocType("ServiceExceptionReport", pubid: null, $"https://schemas.opengis.net/wms/{version.Number}/exception_1_1_1.dtd", subset: null);
            writer.WriteStartElement("ServiceExceptionReport");
        }

        writer.WriteAttributeString("version", version.Number);
        foreach (var fault in faults)
        {
            writer.WriteStartElement("ServiceException", version.FollowsAxes ? Namespace : "");
            if (fault.Code is { } code)
            {
                writer.WriteAttributeString("code", code);
            }

            if (fault.Parameter is { } parameter && version.FollowsAxes)
            {
                writer.WriteAttributeString("locator", parameter);
            }

            writer.WriteString(fault.Text);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
