using System.Net;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client;

/// <summary>Reads a server's problem document (RFC 9457, or errors by field) back into the problem that it was made from.</summary>
internal static class Refusal
{
    /// <param name="status">Status of the answer.</param>
    /// <param name="document">The answer's body; null when it was no JSON object.</param>
    /// <param name="subject">What was asked for.</param>
    public static Problem Read(HttpStatusCode status, JsonObject? document, string subject)
    {
        var kind = status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => ProblemKind.NotFound,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ProblemKind.Forbidden,
            HttpStatusCode.Conflict or HttpStatusCode.Locked => ProblemKind.Conflict,
            HttpStatusCode.RequestEntityTooLarge => ProblemKind.TooLarge,
            HttpStatusCode.TooManyRequests => ProblemKind.Unavailable,
            >= HttpStatusCode.InternalServerError => ProblemKind.Unavailable,
            _ => ProblemKind.InvalidInput,
        };
        var faults = Faults(document) ?? (document is not null && Text(document, "detail") is null && status == HttpStatusCode.BadRequest ? [.. Leaves(document, "")] : null);
        var message = Text(document, "detail") ?? Text(document, "title") ?? (faults is { Count: > 0 } ? "The request is wrong." : $"{subject} answered {(int)status} {status}.");
        return new(kind, message, Details: faults);
    }

    private static List<Fault>? Faults(JsonObject? document) => document?["errors"] is not JsonArray errors
        ? null
        : [.. errors.OfType<JsonObject>().Select(error => new Fault(Text(error, "pointer") ?? string.Empty, Text(error, "detail") ?? error.ToJsonString()))];

    /// <summary>Errors in the form of Django's REST framework: fields as the request has them, lists of sentences at their ends.</summary>
    private static IEnumerable<Fault> Leaves(JsonNode? node, string pointer) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value, $"{pointer}/{field.Key}")),
        JsonArray list => list.SelectMany((element, index) => Leaves(element, element is JsonValue ? pointer : $"{pointer}/{index}")),
        JsonValue value => [new(pointer, value.ToString())],
        _ => [],
    };

    private static string? Text(JsonObject? document, string member) =>
        document?[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
