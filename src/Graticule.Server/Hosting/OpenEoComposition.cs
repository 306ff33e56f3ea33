using Graticule.Analysis.GraphJobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Raster.Catalog;
using Graticule.Server.Access;
using Graticule.Server.Dialects.OpenEo;

namespace Graticule.Server.Hosting;

/// <summary>What the openEO dialect is given.</summary>
internal static class OpenEoComposition
{
    public static OpenEoDialect Make(
        ServerOptions options, SqlDatabase database, JobEngine engine, ProcessCatalog catalog, IFileStore files, JobLogs logs, ITokenReader keys, TimeProvider clock,
        ILoggerFactory loggers)
    {
        var parts = new OpenEoParts
        {
            Engine = engine,
            Catalog = catalog,
            Jobs = new SqlJobStore(database),
            Documents = new SqlDocumentStore(database),
            Files = files,
            Logs = logs,
            Keys = keys,
            Links = LinkKey.ReadOrMake(options.Data.ResultKey),
            Collections = new CollectionCatalog(options.Collections),
            Processes = ServedProcesses.All,
            UdfRuntimes = ServedRuntimes.Describe(),
            Options = new()
            {
                IsOpen = options.Access == AccessMode.Open,
                Oidc = options.Oidc,
                MaxRequestLength = options.MaxRequestBytes,
                MaxUploadLength = options.MaxUploadBytes,
            },
            Clock = clock,
        };
        return new(parts, loggers.CreateLogger<OpenEoDialect>());
    }
}
