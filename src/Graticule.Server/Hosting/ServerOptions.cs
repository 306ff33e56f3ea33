using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Jobs.Inputs;
using Graticule.Server.Access;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Hosting;

/// <summary>How one server runs; every member has a default that works on a laptop.</summary>
public sealed record ServerOptions
{
    /// <summary>Addresses to listen on, separated by <c>;</c>. Port 0 takes a free one. Plain HTTP; TLS belongs to a proxy in front.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Base URL under which callers see the server, for links, e.g. <c>https://maps.example.org/graticule</c>; null: as each request says.</summary>
    public Uri? PublicUrl { get; init; }

    public DataFolder Data { get; init; } = new(Path.GetFullPath("data"));

    public AccessMode Access { get; init; } = AccessMode.Open;

    /// <summary>What may be done without a key or token where <see cref="Access"/> is <see cref="AccessMode.Mixed"/>.</summary>
    public AnonymousAccess Anonymous { get; init; } = AnonymousAccess.Read;

    /// <summary>Whose tokens are taken beside API keys, whatever <see cref="Access"/> is but <see cref="AccessMode.Keys"/>.</summary>
    public OidcOptions Oidc { get; init; } = new();

    /// <summary>Jobs that run at once on this machine; at least 1.</summary>
    public int Workers { get; init; } = Math.Max(2, Environment.ProcessorCount / 2);

    /// <summary>The program that workers are started with: <c>PROGRAM work</c>.</summary>
    public string WorkerProgram { get; init; } = Environment.ProcessPath ?? "graticule";

    /// <summary>The Slurm cluster that jobs may run on; null: there is none.</summary>
    public SlurmOptions? Slurm { get; init; }

    /// <summary>Where jobs run whose process does not care: <c>local</c> or <c>slurm</c>.</summary>
    public string Executor { get; init; } = "local";

    /// <summary>What may be fetched for jobs and posted to from here: hosts, sizes, times.</summary>
    public FetchPolicy Fetch { get; init; } = new();

    /// <summary>Folders of raster data that process graphs may load: each is a collection, or has collections in folders of its own.</summary>
    public IReadOnlyList<string> Collections { get; init; } = [];

    /// <summary>
    /// Where data sets of observations are registered: configuration files (as <c>collections.yaml</c> of Apache SDAP) and folders whose
    /// sub-folders are data sets; absolute. Empty: the index is served as it is, and nothing looks after it.
    /// </summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>How often files of data sets are looked for.</summary>
    public TimeSpan LookAtDatasetsEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Port for clients that speak CQL's binary protocol, at the hosts of <see cref="Urls"/>; 0 takes a free one; null: none is opened.</summary>
    public int? CqlPort { get; init; }

    /// <summary>What CQL calls the keyspace that the results of change detection are in.</summary>
    public string CqlKeyspace { get; init; } = "lcmap_changes_local";

    /// <summary>
    /// PostgreSQL database for the results of change detection, such as <c>Host=db.example.org;Username=lcmap;Database=change</c>; null: a SQLite
    /// database in the data folder. It belongs to one server at a time.
    /// </summary>
    public string? ChangeStore { get; init; }

    /// <summary>Folders of GeoTIFFs of analysis ready data, which change detection reads; absolute. Empty: the index is served as it is, and nothing looks after it.</summary>
    public IReadOnlyList<string> Ard { get; init; } = [];

    /// <summary>The file that says which core types, analyses and projects HPC jobs may name; absolute. Null: what this machine is.</summary>
    public string? HpcFile { get; init; }

    /// <summary>How deployed packages are run: images, container programs, limits.</summary>
    public PackageSite Packages { get; init; } = new();

    /// <summary>How long ended jobs and their results are kept, and how much room they may take.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Bound of the finished windows that are kept of one job for its next attempt, in bytes; 0: none are.</summary>
    public long KeepBytes { get; init; } = 4L << 30;

    /// <summary>How long an attempt runs before it keeps windows.</summary>
    public TimeSpan KeepAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Largest body of a request that is no upload, inline inputs included, in bytes.</summary>
    public long MaxRequestBytes { get; init; } = 32L << 20;

    /// <summary>Largest uploaded file, in bytes.</summary>
    public long MaxUploadBytes { get; init; } = 8L << 30;

    /// <summary>Most bytes of files of one user, outputs of jobs included.</summary>
    public long FileQuotaBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// Path under which a server in front has the folder of the file store for itself, such as <c>/_files/</c>, and sends files from there
    /// when it is told so by <c>X-Accel-Redirect</c>; begins and ends with a slash. Null: no front does.
    /// </summary>
    public string? AccelRedirect { get; init; }

    /// <summary>Connections at once; more wait until one ends.</summary>
    public int MaxConnections { get; init; } = 2000;

    /// <summary>How long requests under way may take to end once the server stops.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Free space below which the server says that it is not ready, in bytes.</summary>
    public long MinFreeBytes { get; init; } = 256L << 20;

    public LogFormat LogFormat { get; init; } = LogFormat.Plain;

    public Level LogLevel { get; init; } = Level.Information;

    /// <summary>Log every request, not only those that the server failed.</summary>
    public bool LogRequests { get; init; }

    /// <summary>Base URL of an OTLP collector for traces; null: as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says, or no traces.</summary>
    public Uri? OtlpEndpoint { get; init; }
}

public enum AccessMode
{
    /// <summary>Nobody needs a key or token; only on a loopback address. Who sends one is its owner.</summary>
    Open,

    /// <summary>Every request needs an API key.</summary>
    Keys,

    /// <summary>Every request needs an API key or a token of one of the issuers.</summary>
    Token,

    /// <summary>As <see cref="Token"/>; without either, what <see cref="AnonymousAccess"/> says.</summary>
    Mixed,
}

public enum AnonymousAccess
{
    None,

    /// <summary>See processes and collections.</summary>
    Read,

    /// <summary>Run jobs too; all anonymous callers share them, and their files.</summary>
    Execute,
}

public enum LogFormat
{
    /// <summary>For people: one line each.</summary>
    Plain,

    /// <summary>For machines: one JSON object a line, times in UTC.</summary>
    Json,
}
