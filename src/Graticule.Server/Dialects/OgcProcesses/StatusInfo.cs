using System.Text.Json;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// A job as statusInfo.yaml has it, in the words of both versions: <c>jobID</c> and <c>type</c> (1.0), <c>id</c> and
/// <c>processingEntityType</c> (2.0).
/// </summary>
/// <param name="Job">The job.</param>
/// <param name="Root">For links.</param>
/// <param name="Status">In place of the state's own word.</param>
internal readonly record struct StatusInfo(Job Job, Root Root, string? Status = null)
{
    public static void Write(Utf8JsonWriter writer, StatusInfo info)
    {
        var job = info.Job;
        var id = job.Id.ToString();
        writer.WriteStartObject();
        writer.WriteString("jobID", id);
        writer.WriteString("id", id);
        writer.WriteString("type", "process");
        writer.WriteString("processingEntityType", "ogc-api-processes");
        writer.WriteString("processID", job.Spec.ProcessId);
        writer.WriteText("title", job.Spec.Title);
        writer.WriteString("status", info.Status ?? Words.State(job.State));
        writer.WriteText("message", job.Message);
        if (Percent(job) is { } percent)
        {
            writer.WriteNumber("progress", percent);
        }

        writer.WriteTime("created", job.CreatedAt);
        writer.WriteTime("started", job.StartedAt);
        writer.WriteTime("finished", job.FinishedAt);
        writer.WriteTime("updated", job.UpdatedAt);
        if (job.Problem is { } problem)
        {
            writer.WritePropertyName("exception");
            ExceptionPage.Write(writer, Errors.Of(problem));
        }

        WriteLinks(writer, info.Root, job, id);
        writer.WriteEndObject();
    }

    /// <summary>Share done as a whole number of 0 to 100; null when nobody knows.</summary>
    public static int? Percent(Job job)
    {
        var share = job.State == JobState.Succeeded ? 1 : job.Progress;
        return share is { } known ? (int)(Math.Clamp(known, 0, 1) * 100) : null;
    }

    private static void WriteLinks(Utf8JsonWriter writer, Root root, Job job, string id)
    {
        writer.WriteStartArray("links");
        writer.WriteSelf(root.Job(id));
        if (!job.State.IsFinal())
        {
            writer.WriteLink(root.Job(id), "monitor", Words.Json, "Where the job stands");
        }

        writer.WriteLink(root.Jobs, "up", Words.Json, "All jobs");
        writer.WriteLink(root.Log(id), Words.Relation + "log", "application/jsonl", "What the job said");
        writer.WriteLink(root.Job(id) + "/definition", Words.Relation + "job-definition", Words.Json, "What was asked for");
        writer.WriteLink(root.Job(id) + "/prov", Words.Relation + "job-provenance", Words.Json, "Where the results come from");
        if (job.State == JobState.Succeeded)
        {
            writer.WriteLink(root.Results(id), Words.Relation + "results", Words.Json, "Results");
        }

        if (job.State == JobState.Failed)
        {
            writer.WriteLink(root.Results(id), Words.Relation + "exceptions", Words.Problem, "Why the job failed");
        }

        writer.WriteEndArray();
    }
}
