using System.Text.Json.Nodes;
using Graticule.Analysis.Change;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Raster.Catalog;
using Graticule.Server.Access;
using Graticule.Server.Dialects.OpenEo;
using Graticule.Server.Dialects.OpenEo.Early.Rest;
using Graticule.Server.Maps;

namespace Graticule.Server.Hosting;

/// <summary>What the openEO dialects, of today and before 1.0, are given.</summary>
internal static class OpenEoComposition
{
    /// <summary>What goes with the orders of process graphs, and of other processes over collections.</summary>
    public static Dictionary<string, JsonObject> SettingsOf(ServerOptions options) => new(StringComparer.Ordinal)
    {
        [GraphDescription.Id] = CollectionsOf(options),
        [CcdcProcess.Id] = CollectionsOf(options),
    };

    public static OpenEoParts PartsOf(
        ServerOptions options, SqlDatabase database, JobEngine engine, ProcessCatalog catalog, IFileStore files, JobLogs logs, ITokenReader keys, MapLinks maps, TimeProvider clock) =>
        new()
        {
            Engine = engine,
            Catalog = catalog,
            Jobs = new SqlJobStore(database),
            Documents = new SqlDocumentStore(database),
            Files = files,
            Logs = logs,
            Keys = keys,
            Links = LinkKey.ReadOrMake(options.Data.ResultKey),
            Maps = maps,
            GraphSettings = SettingsOf(options)[GraphDescription.Id],
            Collections = new CollectionCatalog(options.Collections),
            Processes = ServedProcesses.All,
            UdfRuntimes = ServedRuntimes.Describe(),
            Options = new()
            {
                EarlierVersions = [.. RestVersion.All.Select(version => version.Api)],
                IsOpen = options.Access == AccessMode.Open,
                Oidc = options.Oidc,
                MaxRequestLength = options.MaxRequestBytes,
                MaxUploadLength = options.MaxUploadBytes,
            },
            Clock = clock,
        };

    private static JsonObject CollectionsOf(ServerOptions options) =>
        new() { [GraphWorld.Collections] = new JsonArray([.. options.Collections.Select(folder => JsonValue.Create(folder))]) };
}
