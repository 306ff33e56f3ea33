using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>What a translation asks of the server, on behalf of one caller.</summary>
internal sealed record EarlyWorld
{
    /// <summary>The id of today for a name of a collection, and its bands; null where there is none of that name or of another name that it goes by.</summary>
    public required Func<string, EarlyCollection?> Collection { get; init; }

    /// <summary>A graph that the caller stored, in the form of the one that names it; null where there is none of that id.</summary>
    public required Func<string, JsonNode?> StoredGraph { get; init; }

    /// <summary>Values that came with the request for the variables of the graph, by their ids.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Variables { get; init; } = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
}

/// <param name="Id">As <c>load_collection</c> takes it.</param>
/// <param name="Bands">In their order; empty where there is no dimension of bands.</param>
/// <param name="TimeDimension">Null where there is none.</param>
/// <param name="BandDimension">Null where there is none.</param>
internal sealed record EarlyCollection(string Id, IReadOnlyList<EarlyBand> Bands, string? TimeDimension, string? BandDimension);

/// <param name="Name">As <c>load_collection</c> takes it.</param>
/// <param name="CommonName">Such as <c>red</c>; null where it has none.</param>
/// <param name="Wavelength">Of the centre, in nm; null where it is not known.</param>
internal sealed record EarlyBand(string Name, string? CommonName, double? Wavelength);
