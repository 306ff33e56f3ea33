using System.Globalization;
using System.Xml;

namespace Graticule.Server.Maps;

/// <summary>The service metadata of one file as a coverage (09-110r4 8.2).</summary>
internal sealed class WcsCapabilities(CoverageGrid grid, string address)
{
    private const string Spec = "http://www.opengis.net/spec/";

    private static readonly string[] Profiles =
    [
        Spec + "WCS/2.0/conf/core",
        Spec + "WCS_protocol-binding_get-kvp/1.0/conf/get-kvp",
        Spec + "WCS_service-extension_crs/1.0/conf/crs",
        Spec + "WCS_service-extension_scaling/1.0/conf/scaling",
        Spec + "WCS_service-extension_interpolation/1.0/conf/interpolation",
        Spec + "WCS_service-extension_range-subsetting/1.0/conf/record-subsetting",
        Spec + "WCS_coverage-encoding_geotiff/1.0/conf/geotiff",
    ];

    public void Write(XmlWriter writer)
    {
        writer.WriteStartDocument();
        writer.WriteStartElement("wcs", "Capabilities", WcsNames.Wcs);
        writer.WriteAttributeString("xmlns", "ows", null, WcsNames.Ows);
        writer.WriteAttributeString("xmlns", "crs", null, WcsNames.Crs);
        writer.WriteAttributeString("xmlns", "int", null, WcsNames.Interpolation);
        writer.WriteAttributeString("xmlns", "xlink", null, WcsNames.XLink);
        writer.WriteAttributeString("xmlns", "xsi", null, WcsNames.Instance);
        writer.WriteAttributeString("schemaLocation", WcsNames.Instance, $"{WcsNames.Wcs} http://schemas.opengis.net/wcs/2.0/wcsAll.xsd");
        writer.WriteAttributeString("version", "2.0.1");
        WriteIdentification(writer);
        writer.WriteStartElement("OperationsMetadata", WcsNames.Ows);
        foreach (var operation in (string[])["GetCapabilities", "DescribeCoverage", "GetCoverage"])
        {
            WriteOperation(writer, operation);
        }

        writer.WriteEndElement();
        WriteMetadata(writer);
        WriteContents(writer);
        writer.WriteEndElement();
    }

    private void WriteIdentification(XmlWriter writer)
    {
        writer.WriteStartElement("ServiceIdentification", WcsNames.Ows);
        Text(writer, "Title", $"Coverage {grid.Id}");
        Text(writer, "ServiceType", "OGC WCS");
        Text(writer, "ServiceTypeVersion", "2.0.1");
        foreach (var profile in Profiles)
        {
            Text(writer, "Profile", profile);
        }

        Text(writer, "Fees", "none");
        Text(writer, "AccessConstraints", "none");
        writer.WriteEndElement();

        // Clients fail without a provider, though the standard can do without.
        writer.WriteStartElement("ServiceProvider", WcsNames.Ows);
        Text(writer, "ProviderName", "Graticule");
        writer.WriteStartElement("ServiceContact", WcsNames.Ows);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteOperation(XmlWriter writer, string name)
    {
        writer.WriteStartElement("Operation", WcsNames.Ows);
        writer.WriteAttributeString("name", name);
        writer.WriteStartElement("DCP", WcsNames.Ows);
        writer.WriteStartElement("HTTP", WcsNames.Ows);
        writer.WriteStartElement("Get", WcsNames.Ows);
        writer.WriteAttributeString("href", WcsNames.XLink, address);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteMetadata(XmlWriter writer)
    {
        writer.WriteStartElement("ServiceMetadata", WcsNames.Wcs);
        foreach (var format in WcsFormats.All)
        {
            writer.WriteElementString("formatSupported", WcsNames.Wcs, format);
        }

        writer.WriteStartElement("Extension", WcsNames.Wcs);
        writer.WriteStartElement("InterpolationMetadata", WcsNames.Interpolation);
        foreach (var method in WcsInterpolation.All)
        {
            writer.WriteElementString("InterpolationSupported", WcsNames.Interpolation, method);
        }

        writer.WriteEndElement();
        writer.WriteStartElement("CrsMetadata", WcsNames.Crs);
        foreach (var crs in ((string[])[grid.CrsUrl, CrsName.ToUrl(CrsName.Geographic), CrsName.ToUrl(CrsName.Crs84), CrsName.ToUrl(CrsName.WebMercator)])
            .Distinct(StringComparer.Ordinal))
        {
            writer.WriteElementString("crsSupported", WcsNames.Crs, crs);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteContents(XmlWriter writer)
    {
        writer.WriteStartElement("Contents", WcsNames.Wcs);
        writer.WriteStartElement("CoverageSummary", WcsNames.Wcs);
        if (grid.Info.GeographicBounds is { } degrees)
        {
            writer.WriteStartElement("WGS84BoundingBox", WcsNames.Ows);
            Text(writer, "LowerCorner", string.Create(CultureInfo.InvariantCulture, $"{degrees.MinX} {degrees.MinY}"));
            Text(writer, "UpperCorner", string.Create(CultureInfo.InvariantCulture, $"{degrees.MaxX} {degrees.MaxY}"));
            writer.WriteEndElement();
        }

        writer.WriteElementString("CoverageId", WcsNames.Wcs, grid.Id);
        writer.WriteElementString("CoverageSubtype", WcsNames.Wcs, "RectifiedGridCoverage");
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Text(XmlWriter writer, string name, string text) => writer.WriteElementString(name, WcsNames.Ows, text);
}
