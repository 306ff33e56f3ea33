using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Raster.Catalog;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Translates graphs of one form on behalf of callers.</summary>
internal sealed class EarlyTranslator(CollectionCatalog collections, Func<EarlyForm, Caller, string, JsonNode?> stored)
{
    private const double NanometresPerMicrometre = 1000;

    /// <exception cref="OpenEoException">ProcessGraphInvalid, ProcessUnsupported, ProcessParameterInvalid: the graph is not understood.</exception>
    public TranslatedGraph Translate(EarlyForm form, Caller caller, JsonNode graph, JsonObject? output)
    {
        try
        {
            return EarlyGraph.Translate(form, graph, output, new() { Collection = Find, StoredGraph = id => stored(form, caller, id) });
        }
        catch (EarlyGraphException exception)
        {
            throw Errors.New(CodeOf(exception), exception.Message);
        }
    }

    private static string CodeOf(EarlyGraphException exception) => exception switch
    {
        { Argument: not null, Process: not null } => "ProcessParameterInvalid",
        { Process: not null } => "ProcessUnsupported",
        _ => "ProcessGraphInvalid",
    };

    private EarlyCollection? Find(string name)
    {
        if (collections.Find(name) is not { } found)
        {
            return null;
        }

        var dimensions = found.ToStac()["cube:dimensions"] as JsonObject ?? [];
        return new(found.Id, [.. found.Bands.Select(Band)], NameOf(dimensions, "temporal"), NameOf(dimensions, "bands"));
    }

    private static string? NameOf(JsonObject dimensions, string type) =>
        dimensions.Where(dimension => (string?)dimension.Value?["type"] == type).Select(dimension => dimension.Key).FirstOrDefault();

    private static EarlyBand Band(CollectionBand band) => new(band.Name, band.CommonName, band.Wavelength * NanometresPerMicrometre);
}
