using System.Globalization;
using System.Xml;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>DescribeCoverage: the grid and the fields of a coverage in GML (09-146r6).</summary>
internal sealed class WcsDescription(CoverageGrid grid)
{
    public void Write(XmlWriter writer)
    {
        writer.WriteStartDocument();
        writer.WriteStartElement("wcs", "CoverageDescriptions", WcsNames.Wcs);
        writer.WriteAttributeString("xmlns", "gml", null, WcsNames.Gml);
        writer.WriteAttributeString("xmlns", "gmlcov", null, WcsNames.GmlCov);
        writer.WriteAttributeString("xmlns", "swe", null, WcsNames.Swe);
        writer.WriteAttributeString("xmlns", "xsi", null, WcsNames.Instance);
        writer.WriteAttributeString("schemaLocation", WcsNames.Instance, $"{WcsNames.Wcs} http://schemas.opengis.net/wcs/2.0/wcsAll.xsd");
        writer.WriteStartElement("CoverageDescription", WcsNames.Wcs);
        writer.WriteAttributeString("id", WcsNames.Gml, grid.Id);
        WriteBounds(writer);
        writer.WriteElementString("CoverageId", WcsNames.Wcs, grid.Id);
        WriteTimes(writer);
        WriteGrid(writer);
        WriteFields(writer);
        writer.WriteStartElement("ServiceParameters", WcsNames.Wcs);
        writer.WriteElementString("CoverageSubtype", WcsNames.Wcs, "RectifiedGridCoverage");
        writer.WriteElementString("nativeFormat", WcsNames.Wcs, WcsFormats.Native);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteBounds(XmlWriter writer)
    {
        writer.WriteStartElement("boundedBy", WcsNames.Gml);
        writer.WriteStartElement("Envelope", WcsNames.Gml);
        writer.WriteAttributeString("srsName", grid.CrsUrl);
        writer.WriteAttributeString("axisLabels", grid.AxisLabels);
        writer.WriteAttributeString("uomLabels", grid.Units);
        writer.WriteAttributeString("srsDimension", "2");
        Text(writer, "lowerCorner", grid.LowerCorner);
        Text(writer, "upperCorner", grid.UpperCorner);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>The times that can be asked for, one at a time, in the form in which clients know them from GeoServer.</summary>
    private void WriteTimes(XmlWriter writer)
    {
        if (grid.Info.Times.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("metadata", WcsNames.GmlCov);
        writer.WriteStartElement("Extension", WcsNames.GmlCov);
        writer.WriteStartElement("wcsgs", "TimeDomain", WcsNames.TimeDomain);
        writer.WriteAttributeString("default", grid.Info.Times[^1]);
        for (var i = 0; i < grid.Info.Times.Count; i++)
        {
            writer.WriteStartElement("TimeInstant", WcsNames.Gml);
            writer.WriteAttributeString("id", WcsNames.Gml, string.Create(CultureInfo.InvariantCulture, $"time-{i}-{grid.Id}"));
            Text(writer, "timePosition", grid.Info.Times[i]);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteGrid(XmlWriter writer)
    {
        writer.WriteStartElement("domainSet", WcsNames.Gml);
        writer.WriteStartElement("RectifiedGrid", WcsNames.Gml);
        writer.WriteAttributeString("id", WcsNames.Gml, $"grid-{grid.Id}");
        writer.WriteAttributeString("dimension", "2");
        writer.WriteStartElement("limits", WcsNames.Gml);
        writer.WriteStartElement("GridEnvelope", WcsNames.Gml);
        Text(writer, "low", "0 0");
        Text(writer, "high", grid.GridHigh);
        writer.WriteEndElement();
        writer.WriteEndElement();
        Text(writer, "axisLabels", CoverageGrid.GridLabels);
        writer.WriteStartElement("origin", WcsNames.Gml);
        writer.WriteStartElement("Point", WcsNames.Gml);
        writer.WriteAttributeString("id", WcsNames.Gml, $"origin-{grid.Id}");
        writer.WriteAttributeString("srsName", grid.CrsUrl);
        Text(writer, "pos", grid.Origin);
        writer.WriteEndElement();
        writer.WriteEndElement();
        WriteVector(writer, grid.ColumnVector);
        WriteVector(writer, grid.RowVector);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteVector(XmlWriter writer, string vector)
    {
        writer.WriteStartElement("offsetVector", WcsNames.Gml);
        writer.WriteAttributeString("srsName", grid.CrsUrl);
        writer.WriteString(vector);
        writer.WriteEndElement();
    }

    private void WriteFields(XmlWriter writer)
    {
        writer.WriteStartElement("rangeType", WcsNames.GmlCov);
        writer.WriteStartElement("DataRecord", WcsNames.Swe);
        for (var i = 0; i < grid.Fields.Count; i++)
        {
            writer.WriteStartElement("field", WcsNames.Swe);
            writer.WriteAttributeString("name", grid.Fields[i]);
            WriteQuantity(writer, grid.Info.Bands[i]);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteQuantity(XmlWriter writer, LayerBand band)
    {
        writer.WriteStartElement("Quantity", WcsNames.Swe);
        writer.WriteElementString("description", WcsNames.Swe, $"{band.Name} ({band.Type})");
        if (band.NoData is { } none)
        {
            writer.WriteStartElement("nilValues", WcsNames.Swe);
            writer.WriteStartElement("NilValues", WcsNames.Swe);
            writer.WriteStartElement("nilValue", WcsNames.Swe);
            writer.WriteAttributeString("reason", "http://www.opengis.net/def/nil/OGC/0/missing");
            writer.WriteString(none.ToString("R", CultureInfo.InvariantCulture));
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteStartElement("uom", WcsNames.Swe);

        // A code of UCUM has no blanks; 1 is its unit of pure numbers.
        writer.WriteAttributeString("code", band.Unit is { Length: > 0 } unit && !unit.Any(char.IsWhiteSpace) ? unit : "1");
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Text(XmlWriter writer, string name, string text) => writer.WriteElementString(name, WcsNames.Gml, text);
}
