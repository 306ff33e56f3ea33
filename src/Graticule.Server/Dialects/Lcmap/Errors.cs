using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Every problem as this dialect tells it: a text, as the original does for what is not there, and for faults of the server its class, cause and message.</summary>
internal static class Errors
{
    public static LcmapException NotFound(string reason) => new(StatusCodes.Status404NotFound, reason);

    public static LcmapException BadRequest(string reason) => new(StatusCodes.Status400BadRequest, reason);

    public static LcmapException NoKey(string reason) => new(StatusCodes.Status401Unauthorized, reason);

    /// <summary>The server's own fault; says nothing about its inside.</summary>
    public static LcmapException Unexpected { get; } = new(
        StatusCodes.Status500InternalServerError, Fault("ServerError", null, "The server met an error of its own; its log says more. The request may be tried again."));

    public static LcmapException Of(Problem problem)
    {
        var status = StatusOf(problem.Kind);
        return new(status, status < StatusCodes.Status500InternalServerError ? JsonValue.Create(problem.Message) : Fault(problem.Kind.ToString(), problem.Subject, problem.Message));
    }

    private static JsonObject Fault(string name, string? cause, string message) => new() { ["class"] = name, ["cause"] = cause, ["message"] = message };

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.InvalidInput => StatusCodes.Status400BadRequest,
        ProblemKind.Unsupported => StatusCodes.Status501NotImplemented,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.ProcessFailed => StatusCodes.Status500InternalServerError,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Each kind has a row."),
    };
}
