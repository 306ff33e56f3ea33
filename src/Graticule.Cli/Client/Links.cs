using System.Text.Json.Nodes;

namespace Graticule.Cli.Client;

/// <summary>The <c>links</c> of a document.</summary>
internal static class Links
{
    /// <summary>Address of the first link with this relation, written short or as a URI that ends in it; null if there is none.</summary>
    public static string? Find(JsonObject document, string relation) =>
        Api.Members(document, "links").FirstOrDefault(link => Is(link["rel"]?.ToString(), relation))?["href"]?.ToString();

    private static bool Is(string? found, string relation) =>
        found is not null && (found == relation || found.EndsWith('/' + relation, StringComparison.Ordinal) || found == $"[ogc-rel:{relation}]");
}
