using System.Text.Json.Nodes;
using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>A server that has something to show at every address of the API.</summary>
public sealed class RecordedServer : OpenEoServer
{
    internal override JsonObject UdfRuntimes => JsonNode.Parse("""{"Python": {"type": "language", "default": "3", "versions": {"3": {"libraries": {"numpy": {"version": "1.26"}}}}}}""")!.AsObject();

    internal override ServerOptions Options { get; } = new()
    {
        Access = AccessMode.Keys,
        Oidc = new() { Issuers = [new("one", "https://login.example.org/")], Audiences = ["*"], ClientId = "web" },
    };
}
