using System.Text.Json.Nodes;
using Graticule.Analysis.Batch;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Files.Library;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.Hpc;
using Graticule.Server.Dialects.Hpc.Catalog;
using Graticule.Server.Dialects.Hpc.Configuration;
using Graticule.Server.Dialects.Hpc.Files;
using Graticule.Server.Dialects.Hpc.Jobs;
using Graticule.Server.Dialects.Hpc.Jobs.Labels;
using Graticule.Server.Dialects.Hpc.Setup;

namespace Graticule.Server.Hosting;

/// <summary>What the HPC dialect is given.</summary>
internal static class HpcComposition
{
    /// <exception cref="Graticule.Jobs.ProblemException">InvalidInput: the configuration file.</exception>
    public static HpcParts PartsOf(ServerOptions options, SqlDatabase database, JobEngine engine, JobWaiters waiters, IFileStore files, TimeProvider clock)
    {
        var hasSlurm = options.Slurm is not null;
        var usual = DefaultConfiguration.Of(Machine.Local, hasSlurm);
        var configuration = options.HpcFile is { } file ? ConfigurationFile.Read(file, usual, hasSlurm) : usual;
        var library = new FileLibrary(
            new SqlUserFileStore(database), files, options.Data.Uploads, new() { MaxFileBytes = options.MaxUploadBytes, QuotaBytes = configuration.FileQuota ?? options.FileQuotaBytes }, clock);
        return new()
        {
            Library = library,
            Uploads = new(library, options.Data.Uploads, clock),
            Front = options.AccelRedirect is { } prefix ? new(options.Data.Files, prefix) : null,
            Engine = engine,
            Waiters = waiters,
            Jobs = new SqlJobStore(database),
            Saved = new SqlSavedJobStore(database),
            Workspaces = new(options.Data.Work),
            Files = files,
            Documents = new SqlDocumentStore(database),
            Configuration = configuration,
            Charges = new SqlChargeStore(database),
            Keys = new SqlKeyStore(database),
            Throttle = new(configuration.Throttling, clock),
            Clock = clock,
            FollowsProxies = options.PublicUrl is null,
        };
    }

    public static HpcDialect Make(HpcParts parts, ILoggerFactory logs) => new(parts, Resources(parts), logs.CreateLogger<HpcDialect>());

    /// <summary>What the folders of the dialect add to its table.</summary>
    public static IEnumerable<HpcResource> Resources(HpcParts parts) => [.. CatalogResources.All(parts), .. FileResources.All, .. JobResources.All, .. LabelResources.All];

    /// <summary>What travels with each job: how container images are run here.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> SettingsOf(ServerOptions options) => [new(BatchNames.Process, options.Packages.Write())];

    /// <summary>What must be there before the first request.</summary>
    public static Task SeedAsync(HpcParts parts, CancellationToken cancellationToken) => DemoJob.SeedAsync(parts.Saved, cancellationToken);

    /// <summary>What goes on beside the requests.</summary>
    public static IEnumerable<BackgroundLoop> LoopsOf(HpcParts parts, ILoggerFactory logs) =>
    [
        new("files", new FileSweep(parts.Library, parts.Uploads, parts.Clock, logs.CreateLogger<FileSweep>()).RunAsync, logs.CreateLogger<BackgroundLoop>()),
        new("settlement of jobs", new SettlementLoop(parts, logs.CreateLogger<SettlementLoop>()).RunAsync, logs.CreateLogger<BackgroundLoop>()),
    ];
}
