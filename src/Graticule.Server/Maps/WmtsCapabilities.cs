using System.Globalization;
using System.Xml;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The service metadata of one file as a layer of tiles (07-057r7 7.1).</summary>
internal sealed class WmtsCapabilities(MapSource source, LayerInfo info, MapAddress address)
{
    private const string Wmts = "http://www.opengis.net/wmts/1.0";
    private const string Ows = "http://www.opengis.net/ows/1.1";
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public void Write(XmlWriter writer)
    {
        writer.WriteStartDocument();
        writer.WriteStartElement("Capabilities", Wmts);
        writer.WriteAttributeString("xmlns", "ows", null, Ows);
        writer.WriteAttributeString("xmlns", "xlink", null, XLink);
        writer.WriteAttributeString("xmlns", "xsi", null, Instance);
        writer.WriteAttributeString("schemaLocation", Instance, $"{Wmts} http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd");
        writer.WriteAttributeString("version", "1.0.0");
        writer.WriteStartElement("ServiceIdentification", Ows);
        writer.WriteElementString("Title", Ows, $"Tiles of {source.Layer}");
        writer.WriteElementString("ServiceType", Ows, "OGC WMTS");
        writer.WriteElementString("ServiceTypeVersion", Ows, "1.0.0");
        writer.WriteElementString("Fees", Ows, "none");
        writer.WriteElementString("AccessConstraints", Ows, "none");
        writer.WriteEndElement();
        writer.WriteStartElement("ServiceProvider", Ows);
        writer.WriteElementString("ProviderName", Ows, "Graticule");
        writer.WriteStartElement("ServiceContact", Ows);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteStartElement("OperationsMetadata", Ows);
        foreach (var operation in (string[])["GetCapabilities", "GetTile", "GetFeatureInfo"])
        {
            WriteOperation(writer, operation);
        }

        writer.WriteEndElement();
        writer.WriteStartElement("Contents", Wmts);
        WriteLayer(writer);
        foreach (var set in TileMatrixSet.All)
        {
            WriteSet(writer, set);
        }

        writer.WriteEndElement();
        writer.WriteStartElement("ServiceMetadataURL", Wmts);
        writer.WriteAttributeString("href", XLink, $"{address.Wmts(source.Map)}SERVICE=WMTS&REQUEST=GetCapabilities&VERSION=1.0.0");
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteOperation(XmlWriter writer, string name)
    {
        writer.WriteStartElement("Operation", Ows);
        writer.WriteAttributeString("name", name);
        writer.WriteStartElement("DCP", Ows);
        writer.WriteStartElement("HTTP", Ows);
        writer.WriteStartElement("Get", Ows);
        writer.WriteAttributeString("href", XLink, address.Wmts(source.Map));
        writer.WriteStartElement("Constraint", Ows);
        writer.WriteAttributeString("name", "GetEncoding");
        writer.WriteStartElement("AllowedValues", Ows);
        writer.WriteElementString("Value", Ows, "KVP");
        for (var depth = 0; depth < 6; depth++)
        {
            writer.WriteEndElement();
        }
    }

    private void WriteLayer(XmlWriter writer)
    {
        var degrees = info.GeographicBounds!.Value;
        writer.WriteStartElement("Layer", Wmts);
        writer.WriteElementString("Title", Ows, source.Layer);
        writer.WriteStartElement("WGS84BoundingBox", Ows);
        writer.WriteElementString("LowerCorner", Ows, Pair(degrees.MinX, degrees.MinY));
        writer.WriteElementString("UpperCorner", Ows, Pair(degrees.MaxX, degrees.MaxY));
        writer.WriteEndElement();
        writer.WriteElementString("Identifier", Ows, source.Layer);
        foreach (var style in Styles.Names)
        {
            WriteStyle(writer, style);
        }

        writer.WriteElementString("Format", Wmts, Look.Png);
        writer.WriteElementString("Format", Wmts, Look.Jpeg);
        foreach (var format in WmsFeatureInfo.Formats)
        {
            writer.WriteElementString("InfoFormat", Wmts, format);
        }

        WriteTimes(writer);
        foreach (var set in TileMatrixSet.All)
        {
            WriteLink(writer, set);
        }

        WriteTemplate(writer, Look.Png, "png");
        WriteTemplate(writer, Look.Jpeg, "jpg");
        writer.WriteEndElement();
    }

    private void WriteStyle(XmlWriter writer, string style)
    {
        writer.WriteStartElement("Style", Wmts);
        if (style == Styles.Default)
        {
            writer.WriteAttributeString("isDefault", "true");
        }

        writer.WriteElementString("Identifier", Ows, style);
        writer.WriteStartElement("LegendURL", Wmts);
        writer.WriteAttributeString("format", Look.Png);
        writer.WriteAttributeString("width", WmsLegend.Width.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("height", WmsLegend.Height.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("href", XLink, WmsLegend.Address(address.Wms(source.Map), WmsVersion.V130, source.Layer, style));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteTimes(XmlWriter writer)
    {
        if (info.Times.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("Dimension", Wmts);
        writer.WriteElementString("Identifier", Ows, "time");
        writer.WriteElementString("UOM", Ows, "ISO8601");
        writer.WriteElementString("Default", Wmts, info.Times[^1]);
        foreach (var time in info.Times)
        {
            writer.WriteElementString("Value", Wmts, time);
        }

        writer.WriteEndElement();
    }

    private void WriteLink(XmlWriter writer, TileMatrixSet set)
    {
        writer.WriteStartElement("TileMatrixSetLink", Wmts);
        writer.WriteElementString("TileMatrixSet", Wmts, set.Name);
        if (set.BoundsOf(info) is { } bounds)
        {
            writer.WriteStartElement("TileMatrixSetLimits", Wmts);
            for (var level = 0; level < set.Levels; level++)
            {
                var limits = set.Limits(level, bounds);
                writer.WriteStartElement("TileMatrixLimits", Wmts);
                Number(writer, "TileMatrix", level);
                Number(writer, "MinTileRow", limits.FirstRow);
                Number(writer, "MaxTileRow", limits.LastRow);
                Number(writer, "MinTileCol", limits.FirstColumn);
                Number(writer, "MaxTileCol", limits.LastColumn);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteTemplate(XmlWriter writer, string format, string extension)
    {
        writer.WriteStartElement("ResourceURL", Wmts);
        writer.WriteAttributeString("format", format);
        writer.WriteAttributeString("resourceType", "tile");
        writer.WriteAttributeString("template", address.WmtsTile(source.Map, source.Layer, info.Times.Count > 0, extension));
        writer.WriteEndElement();
    }

    private static void WriteSet(XmlWriter writer, TileMatrixSet set)
    {
        writer.WriteStartElement("TileMatrixSet", Wmts);
        writer.WriteElementString("Identifier", Ows, set.Name);
        writer.WriteElementString("SupportedCRS", Ows, set.Urn);
        writer.WriteElementString("WellKnownScaleSet", Wmts, set.ScaleSet);
        for (var level = 0; level < set.Levels; level++)
        {
            writer.WriteStartElement("TileMatrix", Wmts);
            writer.WriteElementString("Identifier", Ows, level.ToString(CultureInfo.InvariantCulture));
            writer.WriteElementString("ScaleDenominator", Wmts, set.ScaleOf(level).ToString("R", CultureInfo.InvariantCulture));
            writer.WriteElementString("TopLeftCorner", Wmts, Pair(set.Left, set.Top));
            Number(writer, "TileWidth", TileMatrixSet.Side);
            Number(writer, "TileHeight", TileMatrixSet.Side);
            Number(writer, "MatrixWidth", set.Columns(level));
            Number(writer, "MatrixHeight", TileMatrixSet.Rows(level));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void Number(XmlWriter writer, string name, long value) => writer.WriteElementString(name, Wmts, value.ToString(CultureInfo.InvariantCulture));

    private static string Pair(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x} {y}");
}
