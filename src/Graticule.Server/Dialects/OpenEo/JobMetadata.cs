using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>What is told of a batch job.</summary>
internal static class JobMetadata
{
    /// <param name="job">The job.</param>
    /// <param name="root">For links.</param>
    /// <param name="usage">What its run used, as far as that is known; null in lists, which leave out the process too.</param>
    /// <param name="isWhole">Whether everything is told.</param>
    public static JsonObject Write(BatchJob job, Root root, JobUsage? usage, bool isWhole)
    {
        var told = new JsonObject { ["id"] = job.Id, ["title"] = job.Request["title"]?.DeepClone(), ["description"] = job.Request["description"]?.DeepClone() };
        if (isWhole)
        {
            told["process"] = job.Request["process"]!.DeepClone();
        }

        told["status"] = job.Status;
        if (job.Progress is { } progress)
        {
            told["progress"] = progress;
        }

        told["created"] = Wire.Time(job.Document.CreatedAt);
        told["updated"] = Wire.Time(job.UpdatedAt);
        WriteTimes(told, job, root.Version);
        told["plan"] = (string?)job.Request["plan"] ?? Words.Plan;
        told["costs"] = null;
        told["budget"] = job.Request["budget"]?.DeepClone();
        told["log_level"] = Words.Level(job.LogLevel);
        if (!isWhole)
        {
            return told;
        }

        foreach (var (name, value) in job.Request["parameters"] as JsonObject ?? [])
        {
            told[name] = value?.DeepClone();
        }

        if (usage is not null && Usage(usage) is { Count: > 0 } used)
        {
            told["usage"] = used;
        }

        told["links"] = Links(job, root);
        return told;
    }

    /// <summary>What a run used, in the API's form.</summary>
    private static JsonObject Usage(JobUsage usage)
    {
        JsonObject told = [];
        Add("cpu", usage.CpuSeconds, "cpu-seconds");
        Add("duration", usage.ElapsedSeconds, "seconds");
        Add("memory", usage.PeakMemoryMiB is { } peak && usage.ElapsedSeconds is { } seconds ? Math.Round(peak * 1.048576 * seconds, 3) : null, "mb-seconds");
        return told;

        void Add(string name, double? value, string unit)
        {
            if (value is { } known)
            {
                told[name] = new JsonObject { ["value"] = known, ["unit"] = unit };
            }
        }
    }

    private static void WriteTimes(JsonObject told, BatchJob job, ApiVersion version)
    {
        if (!version.Is13 || job.Run is not { State: not JobState.Created } run)
        {
            return;
        }

        told["queued"] = Wire.Time(run.CreatedAt);
        if (run.StartedAt is { } started)
        {
            told["started"] = Wire.Time(started);
        }
    }

    private static JsonArray Links(BatchJob job, Root root)
    {
        var links = new JsonArray(Wire.Link(root.Job(job.Id), "self"), Wire.Link(root.Logs(job.Id), "monitor", title: "Log"));
        if (job.Status == Words.Finished)
        {
            links.Add(Wire.Link(root.Results(job.Id), "result", title: "Results"));
        }

        return links;
    }
}
