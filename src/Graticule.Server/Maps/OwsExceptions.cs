using System.Xml;

namespace Graticule.Server.Maps;

/// <summary>The exception report of the OWS Common standards (06-121r3 and 06-121r9, clause 8).</summary>
/// <param name="Namespace">Of the report's elements.</param>
/// <param name="Version">Of the service's standard, as reports say it.</param>
internal sealed record OwsExceptions(string Namespace, string Version)
{
    public static OwsExceptions Wmts { get; } = new("http://www.opengis.net/ows/1.1", "1.1.0");

    public static OwsExceptions Wcs { get; } = new("http://www.opengis.net/ows/2.0", "2.0.1");

    public Task SendAsync(HttpContext context, MapFaultException fault)
    {
        context.Response.Headers.ETag = default;
        context.Response.Headers.CacheControl = "no-store";
        return MapAnswer.SendXmlAsync(context, writer => Write(writer, fault.Faults), MapAnswer.Xml, fault.Status);
    }

    private void Write(XmlWriter writer, IReadOnlyList<MapFault> faults)
    {
        writer.WriteStartDocument();
        writer.WriteStartElement("ows", "ExceptionReport", Namespace);
        writer.WriteAttributeString("version", Version);
        writer.WriteAttributeString("xml", "lang", null, "en");
        foreach (var fault in faults)
        {
            writer.WriteStartElement("Exception", Namespace);
            writer.WriteAttributeString("exceptionCode", fault.Code ?? "NoApplicableCode");
            if (fault.Parameter is { } parameter)
            {
                writer.WriteAttributeString("locator", parameter);
            }

            writer.WriteElementString("ExceptionText", Namespace, fault.Text);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
