using System.CommandLine;
using System.CommandLine.Parsing;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Server.Hosting;

namespace Graticule.Cli;

/// <summary>How a server is told on the command line how to run; whatever is not said keeps the default of <see cref="ServerOptions"/>.</summary>
internal static class ServeOptions
{
    private static readonly ServerOptions Defaults = new();

    public static Option<string> Urls { get; } = new("--urls")
    {
        Description = "Addresses to listen on, separated by ';'; port 0 takes a free one.",
        HelpName = "URL",
        DefaultValueFactory = _ => Defaults.Urls,
    };

    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Folder for jobs, results, keys and uploads; made when it is not there.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data",
    };

    public static Option<int> Workers { get; } = new("--workers")
    {
        Description = "Jobs that run at once on this machine.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Workers,
        Validators = { AtLeastOne },
    };

    private static readonly Option<string> PublicUrl = new("--public-url")
    {
        Description = "Address under which callers see the server, when a proxy stands in front.",
        HelpName = "URL",
    };

    private static readonly Option<string[]> Collections = new("--collections")
    {
        Description = "Folder of a collection of raster data, or of several in folders of their own, for process graphs to load; may be repeated.",
        HelpName = "FOLDER",
    };

    private static readonly Option<string[]> Datasets = new("--datasets")
    {
        Description =
            "Data sets of observations for match-ups: a YAML file that lists them, or a folder in which each folder is one; may be repeated. Files that are added or changed are found while the server runs.",
        HelpName = "PATH",
    };

    private static readonly Option<string[]> Ard = new("--ard")
    {
        Description = "Folder of GeoTIFFs of Landsat analysis ready data, at any depth, for change detection; may be repeated. Files that are added or changed are found while the server runs.",
        HelpName = "FOLDER",
    };

    private static readonly Option<string?> ChangeStore = new("--change-store")
    {
        Description =
            "PostgreSQL database for the results of change detection, as 'Host=SERVER;Username=NAME;Database=NAME'; a password is best left to PGPASSFILE or PGPASSWORD. Without it they are in a SQLite database in the data folder.",
        HelpName = "SERVER",
    };

    private static readonly Option<string> Hpc = new("--hpc")
    {
        Description = "YAML file that says which core types, analyses, prices and projects HPC jobs may name; without it, this machine is described as it is.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> InputHost = new("--input-host")
    {
        Description = "Inputs may be fetched from this host only (data.example.org, *.example.org, 10.1.0.0/16); may be repeated. Without it: from every public host.",
        HelpName = "HOST",
    };

    private static readonly Option<string[]> PrivateHost = new("--private-host")
    {
        Description = "A host or network that may be asked although its address is not public; may be repeated.",
        HelpName = "HOST",
    };

    private static readonly Option<string[]> Mirrors = new("--mirror")
    {
        Description = "Inputs and packages whose addresses begin with FROM are fetched from TO (https://data.example.org/=http://mirror.local/data/); may be repeated.",
        HelpName = "FROM=TO",
    };

    private static readonly Option<int> InputSize = new("--input-size")
    {
        Description = "Largest input that is fetched, in MiB.",
        HelpName = "MIB",
        DefaultValueFactory = _ => (int)(Defaults.Fetch.MaxBytes >> 20),
        Validators = { AtLeastOne },
    };

    private static readonly Option<int> InputTime = new("--input-time")
    {
        Description = "How long fetching one input may take, in seconds.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => (int)Defaults.Fetch.TotalTime.TotalSeconds,
        Validators = { AtLeastOne },
    };

    private static readonly Option<int> KeepDays = new("--keep-days")
    {
        Description = "Ended jobs and their results are removed after so many days.",
        HelpName = "DAYS",
        DefaultValueFactory = _ => (int)Defaults.Retention.MaxAge.TotalDays,
        Validators = { AtLeastOne },
    };

    private static readonly Option<int?> KeepSize = new("--keep-size")
    {
        Description = "Where all results hold more than this, in MiB, the oldest jobs are removed. Without it: no limit.",
        HelpName = "MIB",
    };

    private static readonly Option<int> KeepWindows = new("--keep-windows")
    {
        Description = "Finished windows of one job that are kept for its next attempt, after a pause or a lost worker, in MiB. 0: none are.",
        HelpName = "MIB",
        DefaultValueFactory = _ => (int)(Defaults.KeepBytes >> 20),
    };

    private static readonly Option<double> KeepAfter = new("--keep-after")
    {
        Description = "How long an attempt runs before it keeps windows, in seconds.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => Defaults.KeepAfter.TotalSeconds,
    };

    private static readonly Option<int?> Cql = new("--cql")
    {
        Description = "Port for clients that read results of change detection by CQL, Cassandra's protocol; 0 takes a free one. Without it: none is opened.",
        HelpName = "PORT",
    };

    private static readonly Option<string> CqlKeyspace = new("--cql-keyspace")
    {
        Description = "What such clients call the keyspace.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Defaults.CqlKeyspace,
    };

    private static readonly Option<string> Otlp = new("--otlp")
    {
        Description = "Base address of an OTLP collector for traces, e.g. http://localhost:4318. Without it: as OTEL_EXPORTER_OTLP_ENDPOINT says.",
        HelpName = "URL",
    };

    private static readonly Option<LogFormat> Format = new("--log-format")
    {
        Description = "'plain': one line each for people; 'json': one object a line.",
        DefaultValueFactory = _ => Defaults.LogFormat,
    };

    private static readonly Option<Microsoft.Extensions.Logging.LogLevel> Level = new("--log-level")
    {
        Description = "The least that is logged.",
        DefaultValueFactory = _ => Defaults.LogLevel,
    };

    private static readonly Option<bool> LogRequests = new("--log-requests") { Description = "Log every request." };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])
        [
            Urls, Data, Workers, PublicUrl, Collections, Datasets, Ard, ChangeStore, InputHost, PrivateHost, Mirrors, InputSize, InputTime, KeepDays, KeepSize, KeepWindows, KeepAfter, Otlp, Format,
            Level, LogRequests, Cql, CqlKeyspace, Hpc,
            .. SlurmServeOptions.All, .. FileServeOptions.All,
        ])
        {
            command.Add(option);
        }

        AccessOptions.AddTo(command);
        PackageOptions.AddTo(command);
    }

    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static ServerOptions Read(ParseResult parsed) => AccessOptions.Read(parsed, FileServeOptions.Read(parsed, SlurmServeOptions.Read(parsed, ReadBasics(parsed)))) with
    {
        PublicUrl = parsed.GetValue(PublicUrl) is { } url ? ReadUrl("--public-url", url) : null,
        Collections = [.. (parsed.GetValue(Collections) ?? []).Select(Path.GetFullPath)],
        Datasets = [.. (parsed.GetValue(Datasets) ?? []).Select(Path.GetFullPath)],
        CqlPort = parsed.GetValue(Cql),
        CqlKeyspace = parsed.GetRequiredValue(CqlKeyspace),
        ChangeStore = parsed.GetValue(ChangeStore),
        Ard = [.. (parsed.GetValue(Ard) ?? []).Select(Path.GetFullPath)],
        HpcFile = parsed.GetValue(Hpc) is { } hpc ? Path.GetFullPath(hpc) : null,
        Fetch = Defaults.Fetch with
        {
            Hosts = [.. (parsed.GetValue(InputHost) ?? []).Select(HostRule.Parse)],
            PrivateHosts = [.. (parsed.GetValue(PrivateHost) ?? []).Select(HostRule.Parse)],
            Mirrors = [.. (parsed.GetValue(Mirrors) ?? []).Select(Mirror.Parse)],
            MaxBytes = (long)parsed.GetRequiredValue(InputSize) << 20,
            TotalTime = TimeSpan.FromSeconds(parsed.GetRequiredValue(InputTime)),
        },
        KeepBytes = (long)Math.Max(0, parsed.GetRequiredValue(KeepWindows)) << 20,
        KeepAfter = TimeSpan.FromSeconds(Math.Clamp(parsed.GetRequiredValue(KeepAfter), 0, 86_400)),
        Retention = Defaults.Retention with
        {
            MaxAge = TimeSpan.FromDays(parsed.GetRequiredValue(KeepDays)),
            MaxBytes = parsed.GetValue(KeepSize) is { } size ? (long)size << 20 : null,
        },
        Packages = PackageOptions.Read(parsed),
        OtlpEndpoint = parsed.GetValue(Otlp) is { } otlp ? ReadUrl("--otlp", otlp) : null,
        LogFormat = parsed.GetRequiredValue(Format),
        LogLevel = parsed.GetRequiredValue(Level),
        LogRequests = parsed.GetValue(LogRequests),
    };

    /// <summary>Where to listen, where the data are, and how many workers.</summary>
    public static ServerOptions ReadBasics(ParseResult parsed) => Defaults with
    {
        Urls = parsed.GetRequiredValue(Urls),
        Data = new DataFolder(Path.GetFullPath(parsed.GetRequiredValue(Data))),
        Workers = parsed.GetRequiredValue(Workers),
    };

    private static Uri ReadUrl(string option, string text) => Uri.TryCreate(text, UriKind.Absolute, out var url)
        ? url
        : throw new ProblemException(ProblemKind.InvalidInput, $"{option} {text} is no address; write one such as https://maps.example.org/.", option);

    public static void AtLeastOne(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{result.Option.Name} must be at least 1.");
        }
    }
}
