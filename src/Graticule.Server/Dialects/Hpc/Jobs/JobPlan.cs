using System.Text.Json.Nodes;
using Graticule.Analysis.Batch;
using Graticule.Jobs;
using Graticule.Jobs.Files.Library;
using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>What a saved job comes to here: what is paid, what is run, and on what.</summary>
internal sealed class JobPlan
{
    /// <summary>Memory of the worker itself, in MiB.</summary>
    private const int WorkerMemory = 512;

    /// <summary>How fast a slow disk is read while outputs are hashed, in MiB a second.</summary>
    private const double HashingSpeed = 100;

    /// <summary>So that the job's own limit is reached before the engine's.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMinutes(5);

    /// <summary>Nobody waits for the time that a job on this machine does not use.</summary>
    private static readonly TimeSpan TimeToEndHere = TimeSpan.FromHours(2);

    private readonly SavedJob _job;
    private readonly HpcParts _parts;
    private readonly IReadOnlyList<JsonObject> _analyses;
    private readonly Dictionary<string, UserFile> _files;

    /// <exception cref="HpcException">400: a file, software or machine that it names is not there any more.</exception>
    public JobPlan(HpcParts parts, SavedJob job)
    {
        (_parts, _job) = (parts, job);
        _analyses = [.. job.Content["jobanalyses"]!.AsArray().OfType<JsonObject>()];
        var hardware = _analyses[0]["hardware"]!;
        CoreType = parts.Configuration.FindCoreType((string)hardware["coreType"]!)
            ?? throw HpcErrors.Field("/jobanalyses/0/hardware/coreType", $"There is no core type '{hardware["coreType"]}' any more.");
        Cores = (int)hardware["coresPerSlot"]!;
        Slots = (int)hardware["slots"]!;
        Payment = new(CoreType, Cores * Slots, (bool?)job.Content["isLowPriority"] ?? false, (double?)hardware["walltime"] is { } hours ? TimeSpan.FromHours(hours) : null);
        var ids = JobFiles.IdsOf(job.Content).ToList();
        _files = parts.Library.Find(ids).Where(file => file.DeletedAt is null && file.IsVisibleTo(job.Owner)).ToDictionary(file => file.Id, StringComparer.Ordinal);
        if (ids.Find(id => !_files.ContainsKey(id)) is { } missing)
        {
            throw HpcErrors.BadRequest($"The file '{missing}' of this job was deleted; change the job, or upload the file again.");
        }
    }

    public CoreType CoreType { get; }

    public int Cores { get; }

    public int Slots { get; }

    public Order Payment { get; }

    public IEnumerable<UserFile> Files => _files.Values;

    public Project? Project => (string?)_job.Content["projectId"] is { } id ? _parts.Configuration.FindProject(_job.Owner, id) : null;

    /// <summary>Whether any of its commands may use the network.</summary>
    public bool HasNetwork => _analyses.Any(analysis => VersionOf(analysis).AllowsNetwork);

    /// <summary>The engine's job.</summary>
    /// <param name="key">API key for the commands; null: they have none.</param>
    /// <exception cref="HpcException">400: the table of the sweep is none.</exception>
    public JobSpec Spec(string? key)
    {
        var order = new BatchOrder
        {
            Analyses = [.. _analyses.SelectMany(analysis => Commands(analysis, key))],
            Files = [.. _analyses.SelectMany(FilesOf)],
            Templates = [.. _analyses.SelectMany(analysis => (analysis["templateTasks"] as JsonArray ?? []).Select(TemplateOf))],
            Cases = Cases(),
            Slots = Slots,
            IsDryRun = (bool?)_job.Content["isTemplateDryRun"] ?? false,
            Limits = new()
            {
                WallSeconds = Allowed.TotalSeconds,
                MemoryMiB = CoreType.MemoryPerCoreMiB * Cores,
                DiskMiB = (int)Math.Min(1024L * CoreType.StoragePerCoreGiB * Cores, int.MaxValue),
            },
        };
        var atOnce = order.Cases is { } rows ? Math.Min(rows.Count, Slots) : 1;
        return new()
        {
            ProcessId = BatchNames.Process,
            Inputs = order.Write(),
            Title = (string?)_job.Content["name"],
            Presentation = new() { ["saved"] = _job.Id },
            Resources = new()
            {
                Nodes = CoreType.NodesOf(Cores),
                CoresPerNode = (int)Math.Min((long)Cores * atOnce, CoreType.Cores[^1]),
                Queue = CoreType.Partition,
                MemoryMiB = (int)Math.Min(((long)order.Limits.MemoryMiB * atOnce) + WorkerMemory, int.MaxValue),
                WallTime = Allowed + (CoreType.IsOnCluster ? TimeToEnd + TimeSpan.FromSeconds(order.Limits.DiskMiB / HashingSpeed) : TimeToEndHere),
            },
        };
    }

    private TimeSpan Allowed => JobRecord.Of(_job).Allowed is { } seconds ? TimeSpan.FromSeconds(seconds) : Payment.LongestTime;

    private IReadOnlyList<Dictionary<string, string>>? Cases() => CaseTable.Of(_job.Content) is var (field, file) ? CaseTable.Read(PathOf(file), field) : null;

    private AnalysisVersion VersionOf(JsonObject analysis)
    {
        var (code, version) = ((string)analysis["analysis"]!["code"]!, (string?)analysis["analysis"]!["version"]);
        return _parts.Configuration.FindAnalysis(code)?.Find(version) ?? throw HpcErrors.BadRequest($"The version '{version}' of the analysis '{code}' is unavailable.");
    }

    private IEnumerable<BatchAnalysis> Commands(JsonObject analysis, string? key)
    {
        var version = VersionOf(analysis);
        var cores = (int)analysis["hardware"]!["coresPerSlot"]!;
        var made = SoftwareCommand.Make(version, Variables(analysis, version, key, cores)) with { Cores = cores };
        foreach (var command in (string[])["preProcessScriptCommand", "command", "postProcessScriptCommand"])
        {
            if ((string?)analysis[command] is { Length: > 0 } text)
            {
                yield return made with { Command = text };
            }
        }
    }

    private Dictionary<string, string> Variables(JsonObject analysis, AnalysisVersion version, string? key, int cores)
    {
        Dictionary<string, string> variables = new(version.Start.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in analysis["envVars"] as JsonObject ?? [])
        {
            variables[name] = (string?)value ?? "";
        }

        variables["RESCALE_API_KEY"] = key ?? "";
        variables["RESCALE_JOB_ID"] = _job.Id;
        variables["RESCALE_CORES_PER_SLOT"] = Digits.Of(cores);
        variables["OMP_NUM_THREADS"] = variables.GetValueOrDefault("OMP_NUM_THREADS") ?? Digits.Of(cores);
        return variables;
    }

    private IEnumerable<BatchFile> FilesOf(JsonObject analysis)
    {
        foreach (var file in (analysis["inputFiles"] as JsonArray ?? []).OfType<JsonObject>())
        {
            yield return FileOf((string)file["id"]!, (bool?)file["decompress"] ?? true);
        }

        foreach (var name in (string[])["preProcessScript", "postProcessScript"])
        {
            if (JobFiles.IdOf(analysis[name]) is { } id)
            {
                yield return FileOf(id, isUnpacked: false);
            }
        }
    }

    private BatchTemplate TemplateOf(JsonNode? task) => new(PathOf(JobFiles.IdOf(task!["templateFile"])!), (string)task["processedFilename"]!);

    private BatchFile FileOf(string id, bool isUnpacked) => new(PathOf(id), _files[id].Name, isUnpacked);

    private string PathOf(string id) => _parts.Library.FindPath(_files[id])
        ?? throw HpcErrors.BadRequest($"The content of the file '{id}' is not there any more; upload it again.");
}
