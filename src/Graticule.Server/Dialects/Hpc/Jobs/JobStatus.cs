using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>One row of a history.</summary>
/// <param name="Status">In the API's words.</param>
/// <param name="At">When it began.</param>
/// <param name="Reason">Why; null: there is nothing to say.</param>
internal sealed record JobStatus(string Status, DateTimeOffset At, string? Reason = null)
{
    public const string Completed = "Completed";

    /// <summary>The row of a job that is in no list of statuses: it was saved only.</summary>
    public static JsonObject None => Display("", null);

    public JsonObject Display() => Display(Status, Reason);

    private static JsonObject Display(string status, string? reason) => new()
    {
        ["content"] = status,
        ["labelClass"] = status switch
        {
            "" => "",
            Completed or "Stopped" => "label-success",
            "Executing" or "Started" or "Validated" => "label-info",
            _ => "label-default",
        },
        ["useLabel"] = status.Length > 0,
        ["statusReason"] = reason,
    };
}
