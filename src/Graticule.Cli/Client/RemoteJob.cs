using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client;

/// <summary>A job as a server tells of it.</summary>
/// <param name="Id">The server's name for it.</param>
/// <param name="Process">What it runs.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">Share done, 0 to 1; null when unknown.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Document">What the server sent.</param>
internal sealed record RemoteJob(string Id, string Process, JobState State, double? Progress, string? Message, JsonObject Document)
{
    public static RemoteJob Read(JsonObject document) => new(
        Text(document, "jobID") ?? Text(document, "id")
            ?? throw new ProblemException(ProblemKind.Unsupported, "The server's answer names no job; is this a Graticule server?"),
        Text(document, "processID") ?? string.Empty,
        Words.StateOf(Text(document, "status")),
        document["progress"] is JsonValue value && value.TryGetValue<double>(out var percent) ? percent / 100 : null,
        Text(document, "message"),
        document);

    /// <summary>UTC time in one of the document's members (<c>created</c>, <c>started</c>, <c>finished</c>); empty when it is not there.</summary>
    public string Time(string member) =>
        DateTimeOffset.TryParse(Text(Document, member), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : string.Empty;

    /// <summary>Why it failed; null when it did not.</summary>
    public Problem? Problem => Document["exception"] is JsonObject exception ? Refusal.Read(HttpStatusCode.OK, exception, Id) : null;

    private static string? Text(JsonObject document, string member) => document[member]?.ToString();
}
