using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>An error as this API tells it.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="body"><c>{"detail": sentence}</c>, or the names of fields, each with its sentences, nested as the input is.</param>
public sealed class HpcException(int status, JsonObject body) : Exception(body.ToJsonString())
{
    public int Status { get; } = status;

    public JsonObject Body { get; } = body;
}
