using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>An error and how it is told.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="body">What is sent: a text, or an object in the form that the service of this path has for errors.</param>
public sealed class LcmapException(int status, JsonNode body) : Exception(body.ToString())
{
    public int Status { get; } = status;

    public JsonNode Body { get; } = body;
}
