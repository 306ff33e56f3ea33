using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Raster.Catalog;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>What translations of graphs may ask of this server.</summary>
internal sealed class EarlyWorlds(CollectionCatalog catalog, UserGraphs graphs)
{
    private const double NanometresPerMicrometre = 1000;

    /// <summary>On behalf of one caller, who sees no stored graphs but their own.</summary>
    public EarlyWorld Of(Caller caller) => new()
    {
        Collection = name => catalog.Find(name) is { } collection ? Describe(collection) : null,
        StoredGraph = id => graphs.Find(caller, id),
    };

    private static EarlyCollection Describe(Collection collection)
    {
        var dimensions = collection.ToStac()["cube:dimensions"] as JsonObject ?? [];
        return new(
            collection.Id,
            [.. collection.Bands.Select(band => new EarlyBand(band.Name, band.CommonName, band.Wavelength * NanometresPerMicrometre))],
            Name(dimensions, "temporal"),
            Name(dimensions, "bands"));
    }

    private static string? Name(JsonObject dimensions, string type) => dimensions
        .FirstOrDefault(dimension => dimension.Value is JsonObject members && members["type"] is { } found && found.GetValueKind() == JsonValueKind.String && found.GetValue<string>() == type)
        .Key;
}
