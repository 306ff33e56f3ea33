using System.Globalization;
using System.Xml;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The service metadata of one file, in either version of WMS.</summary>
/// <param name="version">Whose words.</param>
/// <param name="source">The one layer.</param>
/// <param name="info">What is known of it.</param>
/// <param name="address">Of the service, ready for more parameters.</param>
/// <param name="options">Limits to tell.</param>
internal sealed class WmsCapabilities(WmsVersion version, MapSource source, LayerInfo info, string address, MapOptions options)
{
    private const string Namespace = "http://www.opengis.net/wms";
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly string _namespace = version.FollowsAxes ? Namespace : "";

    public void Write(XmlWriter writer)
    {
        writer.WriteStartDocument();
        if (version.FollowsAxes)
        {
            writer.WriteStartElement("WMS_Capabilities", _namespace);
            writer.WriteAttributeString("version", version.Number);
            writer.WriteAttributeString("xmlns", "xlink", null, XLink);
            writer.WriteAttributeString("xmlns", "xsi", null, Instance);
            writer.WriteAttributeString("schemaLocation", Instance, $"{Namespace} http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd");
        }
        else
        {
            writer.WriteDocType("WMT_MS_Capabilities", pubid: null, $"https://schemas.opengis.net/wms/{version.Number}/WMS_MS_Capabilities.dtd", subset: null);
            writer.WriteStartElement("WMT_MS_Capabilities");
            writer.WriteAttributeString("version", version.Number);
            writer.WriteAttributeString("xmlns", "xlink", null, XLink);
        }

        WriteIdentification(writer);
        Start(writer, "Capability");
        WriteOperations(writer);
        Start(writer, "Exception");
        foreach (var format in WmsExceptions.Formats(version))
        {
            Text(writer, "Format", format);
        }

        writer.WriteEndElement();
        new WmsLayer(version, source, info, address).Write(writer);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteIdentification(XmlWriter writer)
    {
        Start(writer, "Service");
        Text(writer, "Name", version.FollowsAxes ? "WMS" : "OGC:WMS");
        Text(writer, "Title", $"Map of {source.Layer}");
        Start(writer, "OnlineResource");
        Link(writer, address);
        writer.WriteEndElement();
        Text(writer, "Fees", "none");
        Text(writer, "AccessConstraints", "none");
        if (version.FollowsAxes)
        {
            Text(writer, "LayerLimit", "1");
            Text(writer, "MaxWidth", options.MostPixelsAlongSide.ToString(CultureInfo.InvariantCulture));
            Text(writer, "MaxHeight", options.MostPixelsAlongSide.ToString(CultureInfo.InvariantCulture));
        }

        writer.WriteEndElement();
    }

    private void WriteOperations(XmlWriter writer)
    {
        Start(writer, "Request");
        WriteOperation(writer, "GetCapabilities", [version.FollowsAxes ? "text/xml" : "application/vnd.ogc.wms_xml"]);
        WriteOperation(writer, "GetMap", Look.Formats);
        WriteOperation(writer, "GetFeatureInfo", WmsFeatureInfo.Formats);
        if (!version.FollowsAxes)
        {
            WriteOperation(writer, "GetLegendGraphic", [Look.Png]);
        }

        writer.WriteEndElement();
    }

    private void WriteOperation(XmlWriter writer, string name, IEnumerable<string> formats)
    {
        Start(writer, name);
        foreach (var format in formats)
        {
            Text(writer, "Format", format);
        }

        Start(writer, "DCPType");
        Start(writer, "HTTP");
        Start(writer, "Get");
        Start(writer, "OnlineResource");
        Link(writer, address);
        for (var depth = 0; depth < 5; depth++)
        {
            writer.WriteEndElement();
        }
    }

    private void Start(XmlWriter writer, string name) => writer.WriteStartElement(name, _namespace);

    private void Text(XmlWriter writer, string name, string text) => writer.WriteElementString(name, _namespace, text);

    /// <summary>Attributes of an element that is open.</summary>
    internal static void Link(XmlWriter writer, string address)
    {
        writer.WriteAttributeString("type", XLink, "simple");
        writer.WriteAttributeString("href", XLink, address);
    }
}
