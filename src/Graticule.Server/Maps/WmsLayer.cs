using System.Globalization;
using System.Xml;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The layer of a file in the service metadata: its bounds in each CRS, its styles and their legends.</summary>
internal sealed class WmsLayer(WmsVersion version, MapSource source, LayerInfo info, string address)
{
    private readonly string _namespace = version.FollowsAxes ? "http://www.opengis.net/wms" : "";

    /// <summary>Names of the CRSs that the bounds are told in; any other that PROJ knows can be asked for.</summary>
    private IEnumerable<(string Name, Box Bounds, bool IsNorthingFirst)> Places()
    {
        if (info.GeographicBounds is not { } degrees)
        {
            yield return (CrsName.Own, info.Bounds, false);
            yield break;
        }

        yield return (CrsName.Geographic, degrees, true);
        if (version.FollowsAxes)
        {
            yield return (CrsName.Crs84, degrees, false);
        }

        if (WebMercator.Project(degrees) is { } metres)
        {
            yield return (CrsName.WebMercator, metres, false);
        }

        if (info.Crs is { } own and not (CrsName.Geographic or CrsName.Crs84 or CrsName.WebMercator))
        {
            yield return (own, info.Bounds, info.IsNorthingFirst);
        }
    }

    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("Layer", _namespace);
        writer.WriteAttributeString("queryable", "1");
        writer.WriteAttributeString("opaque", "0");
        Text(writer, "Name", source.Layer);
        Text(writer, "Title", source.Layer);
        Text(writer, "Abstract", Describe());
        foreach (var (name, _, _) in Places())
        {
            Text(writer, version.CrsParameter, CrsName.ForWms(name));
        }

        WriteDegrees(writer);
        foreach (var (name, bounds, isNorthingFirst) in Places())
        {
            WriteBounds(writer, name, bounds, isNorthingFirst);
        }

        WriteTimes(writer);
        foreach (var style in Styles.Names)
        {
            WriteStyle(writer, style);
        }

        writer.WriteEndElement();
    }

    private string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"{info.Width} x {info.Height} pixels, {info.Bands.Count} band(s): {string.Join(", ", info.Bands.Select(band => $"{band.Name} ({band.Type})"))}.");

    private void WriteDegrees(XmlWriter writer)
    {
        // Every layer needs one; a file that has no CRS is anywhere.
        var degrees = info.GeographicBounds ?? new(-180, -90, 180, 90);
        if (version.FollowsAxes)
        {
            writer.WriteStartElement("EX_GeographicBoundingBox", _namespace);
            Text(writer, "westBoundLongitude", Number(degrees.MinX));
            Text(writer, "eastBoundLongitude", Number(degrees.MaxX));
            Text(writer, "southBoundLatitude", Number(degrees.MinY));
            Text(writer, "northBoundLatitude", Number(degrees.MaxY));
        }
        else
        {
            writer.WriteStartElement("LatLonBoundingBox");
            WriteCorners(writer, degrees);
        }

        writer.WriteEndElement();
    }

    private void WriteBounds(XmlWriter writer, string name, Box bounds, bool isNorthingFirst)
    {
        writer.WriteStartElement("BoundingBox", _namespace);
        writer.WriteAttributeString(version.CrsParameter, CrsName.ForWms(name));
        WriteCorners(writer, version.FollowsAxes && isNorthingFirst ? CrsName.Swap(bounds) : bounds);
        writer.WriteEndElement();
    }

    /// <summary>1.3.0 annex C; 1.1.1 has the values in an element of their own.</summary>
    private void WriteTimes(XmlWriter writer)
    {
        if (info.Times.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("Dimension", _namespace);
        writer.WriteAttributeString("name", "time");
        writer.WriteAttributeString("units", "ISO8601");
        if (!version.FollowsAxes)
        {
            writer.WriteEndElement();
            writer.WriteStartElement("Extent");
            writer.WriteAttributeString("name", "time");
        }

        writer.WriteAttributeString("default", info.Times[^1]);
        writer.WriteString(string.Join(',', info.Times));
        writer.WriteEndElement();
    }

    private void WriteStyle(XmlWriter writer, string style)
    {
        writer.WriteStartElement("Style", _namespace);
        Text(writer, "Name", style);
        Text(writer, "Title", style == Styles.Default ? "As the file suggests" : style);
        writer.WriteStartElement("LegendURL", _namespace);
        writer.WriteAttributeString("width", WmsLegend.Width.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("height", WmsLegend.Height.ToString(CultureInfo.InvariantCulture));
        Text(writer, "Format", Look.Png);
        writer.WriteStartElement("OnlineResource", _namespace);
        WmsCapabilities.Link(writer, WmsLegend.Address(address, version, source.Layer, style));
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteCorners(XmlWriter writer, Box box)
    {
        writer.WriteAttributeString("minx", Number(box.MinX));
        writer.WriteAttributeString("miny", Number(box.MinY));
        writer.WriteAttributeString("maxx", Number(box.MaxX));
        writer.WriteAttributeString("maxy", Number(box.MaxY));
    }

    private void Text(XmlWriter writer, string name, string text) => writer.WriteElementString(name, _namespace, text);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
