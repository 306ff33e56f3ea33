using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>A job as 0.0.x tells it; <c>last_update</c> is what 0.0.1 called <c>updated</c>.</summary>
internal static class EarlyJobJson
{
    public const string Finished = "finished";

    public const string Error = "error";

    public const string Canceled = "canceled";

    /// <summary>One of submitted, queued, running, finished, paused, canceled, error.</summary>
    public static string Status(BatchJob job) => job switch
    {
        { IsPaused: true } => "paused",
        { IsCanceled: true } => Canceled,
        { Run: null } => "submitted",
        { Run.State: var state } => state switch
        {
            JobState.Created => "submitted",
            JobState.Queued => "queued",
            JobState.Running => "running",
            JobState.Succeeded => Finished,
            JobState.Failed => Error,
            JobState.Cancelled => Canceled,
            _ => "unknown",
        },
    };

    public static JsonObject Write(BatchJob job)
    {
        var updated = Wire.Time(job.UpdatedAt);
        var told = new JsonObject
        {
            ["job_id"] = job.Id,
            ["status"] = Status(job),
            ["submitted"] = Wire.Time(job.Document.CreatedAt),
            ["updated"] = updated,
            ["last_update"] = updated,
            ["user_id"] = job.Document.Owner,
            ["consumed_credits"] = 0,
        };
        if (job.Progress is { } progress)
        {
            told["progress"] = progress;
        }

        if (!job.IsActive && job.Run?.Problem is { } problem)
        {
            told["message"] = problem.Message;
        }

        return told;
    }

    /// <summary>With graph and output as they were written; a job of another version has its graph in the form of that.</summary>
    /// <param name="job">The job.</param>
    /// <param name="order">Null of a job of another version.</param>
    public static JsonObject Write(BatchJob job, EarlyOrder? order)
    {
        var told = Write(job);
        told["process_graph"] = (order?.Graph ?? job.Request["process"]!["process_graph"])?.DeepClone();
        if (order?.Output is { } output)
        {
            told["output"] = output.DeepClone();
        }

        if (order?.View is { } view)
        {
            told["view"] = view.DeepClone();
        }

        return told;
    }
}
