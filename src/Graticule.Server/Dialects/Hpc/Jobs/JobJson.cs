using System.Text.Json.Nodes;
using Graticule.Jobs.Files.Library;
using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Configuration;
using Graticule.Server.Dialects.Hpc.Files;
using Graticule.Server.Dialects.Hpc.Sharing;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>A job as the API shows it: whole, and as a row of a list.</summary>
internal sealed class JobJson(HpcRequest request)
{
    private readonly HpcConfiguration _configuration = request.Parts.Configuration;
    private readonly Users _users = new(request.Parts.Configuration.Organization.MailDomain, request.Parts.Keys);
    private readonly Shares _shares = new(request.Parts.Documents, request.Parts.Clock);

    public JsonObject Write(SavedJob job)
    {
        var record = JobRecord.Of(job);
        var written = new JsonObject
        {
            ["id"] = job.Id,
            ["owner"] = _users.EmailOf(job.Owner),
            ["ownerId"] = job.Owner,
            ["dateInserted"] = HpcDates.WithZ(job.CreatedAt),
            ["sharedWith"] = SharedWith(job),
            ["currentUserHasFullAccess"] = job.Owner == request.Owner,
            ["clusterId"] = job.Phase == SavedJobPhase.Draft ? null : job.Id,
            ["expectedRuns"] = record.Runs.Count > 0 ? record.Runs.Count : ExpectedRuns(job),
            ["elapsedWalltimeSeconds"] = record is { StartedAt: { } started, EndedAt: { } ended } ? Math.Round((ended - started).TotalSeconds, 3) : null,
            ["exitCode"] = record.ExitCode,
            ["cost"] = record.Cost is { } cost ? new JsonObject { ["amount"] = cost, ["currency"] = _configuration.Currency } : null,
        };
        foreach (var (name, value) in job.Content)
        {
            written[name] = value?.DeepClone();
        }

        foreach (var name in (string[])["paramFile", "caseFile"])
        {
            written[name] = File(job.Content[name]);
        }

        written["jobanalyses"] = new JsonArray([.. (job.Content["jobanalyses"] as JsonArray ?? []).OfType<JsonObject>().Select(Analysis)]);
        return written;
    }

    public async Task<JsonObject> RowAsync(SavedJob job)
    {
        var history = await JobHistory.OfAsync(request, job);
        var cluster = history.Cluster();
        var analyses = (job.Content["jobanalyses"] as JsonArray ?? []).Select(entry => Name(entry?["analysis"]));
        return new()
        {
            ["id"] = job.Id,
            ["name"] = job.Content["name"]?.DeepClone(),
            ["owner"] = _users.EmailOf(job.Owner),
            ["dateInserted"] = HpcDates.WithZ(job.CreatedAt),
            ["projectId"] = job.Content["projectId"]?.DeepClone(),
            ["analysisNames"] = new JsonArray([.. analyses.Select(name => (JsonNode?)name)]),
            ["jobStatus"] = history.Latest?.Display() ?? JobStatus.None,
            ["clusterStatusDisplay"] = cluster is [var latest, ..] ? latest.Display() : JobStatus.None,
            ["sharedWith"] = SharedWith(job),
            ["isVisible"] = true,
            ["storage"] = Storage(job),
        };
    }

    private long Storage(SavedJob job) =>
        job.Phase == SavedJobPhase.Completed ? request.Parts.Library.List(new() { Job = job.Id }).Files.Sum(file => file.Length) : 0;

    /// <summary>Null of a sweep whose table is none, or is gone.</summary>
    private int? ExpectedRuns(SavedJob job)
    {
        if (CaseTable.Of(job.Content) is not var (_, id))
        {
            return 1;
        }

        return request.Parts.Library.Find([id]) is [var file] && request.Parts.Library.FindPath(file) is { } path ? CaseTable.Count(path) : null;
    }

    private JsonArray SharedWith(SavedJob job) =>
        [.. _shares.RecipientsOf(job.Id, job.Owner).Select(subject => (JsonNode)JsonValue.Create(_users.EmailOf(subject)))];

    private string Name(JsonNode? analysis)
    {
        var code = (string?)analysis?["code"] ?? "";
        return _configuration.FindAnalysis(code)?.Name ?? code;
    }

    private JsonObject Analysis(JsonObject stored)
    {
        var written = stored.DeepClone().AsObject();
        if (written["analysis"] is JsonObject analysis)
        {
            analysis["name"] = Name(analysis);
            analysis["versionName"] = _configuration.FindAnalysis((string?)analysis["code"] ?? "")?.Find((string?)analysis["version"])?.Name ?? (string?)analysis["version"];
            analysis["type"] = "compute";
        }

        if (written["hardware"] is JsonObject hardware)
        {
            AddSummary(hardware);
        }

        written["inputFiles"] = new JsonArray([.. (stored["inputFiles"] as JsonArray ?? []).Select(File)]);
        foreach (var task in (written["templateTasks"] as JsonArray ?? []).OfType<JsonObject>())
        {
            task["templateFile"] = File(task["templateFile"]);
        }

        foreach (var name in (string[])["preProcessScript", "postProcessScript"])
        {
            written[name] = File(stored[name]);
        }

        return written;
    }

    private void AddSummary(JsonObject hardware)
    {
        var code = (string?)hardware["coreType"] ?? "";
        if (_configuration.FindCoreType(code) is { } type && (int?)hardware["coresPerSlot"] is { } cores)
        {
            var perNode = Math.Min(cores, type.Cores[^1]);
            hardware["coreSummary"] = new JsonObject
            {
                ["memoryPerNode"] = type.MemoryPerCoreMiB * perNode,
                ["numberOfNodes"] = type.NodesOf(cores),
                ["storagePerNode"] = type.StoragePerCoreGiB * perNode,
            };
        }

        if (request.IsV3)
        {
            hardware["coreType"] = new JsonObject { ["code"] = code };
        }
    }

    /// <summary>The whole file in the place of its id; one that was deleted, or is not the caller's, keeps its id.</summary>
    private JsonNode? File(JsonNode? reference)
    {
        if (reference is not JsonObject { } stored || (string?)stored["id"] is not { } id)
        {
            return null;
        }

        var written = request.Parts.Library.Find([id]) is [var file] && IsSeen(file) ? FileJson.Write(request, file) : new JsonObject { ["id"] = id, ["isDeleted"] = true };
        if (stored["decompress"] is { } decompress)
        {
            written["decompress"] = decompress.DeepClone();
        }

        return written;
    }

    private bool IsSeen(UserFile file) => file.IsVisibleTo(request.Owner);
}
