using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Specs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Raster.Catalog;
using Graticule.Server.Access;
using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>What the dialect stands on.</summary>
internal sealed record OpenEoParts
{
    public required JobEngine Engine { get; init; }

    public required ProcessCatalog Catalog { get; init; }

    public required IJobStore Jobs { get; init; }

    public required IDocumentStore Documents { get; init; }

    public required IFileStore Files { get; init; }

    public required JobLogs Logs { get; init; }

    /// <summary>Knows API keys.</summary>
    public required ITokenReader Keys { get; init; }

    /// <summary>Signs links to results.</summary>
    public required LinkKey Links { get; init; }

    /// <summary>Makes links to the maps of services.</summary>
    public required MapLinks Maps { get; init; }

    /// <summary>What goes with each process graph: where collections are.</summary>
    public required JsonObject GraphSettings { get; init; }

    public required CollectionCatalog Collections { get; init; }

    /// <summary>Definitions of the processes that graphs may call, by id.</summary>
    public required IReadOnlyList<ProcessSpec> Processes { get; init; }

    /// <summary>By name, as the API describes them; empty: graphs run no code of users.</summary>
    public JsonObject UdfRuntimes { get; init; } = [];

    public required OpenEoOptions Options { get; init; }

    public required TimeProvider Clock { get; init; }
}
