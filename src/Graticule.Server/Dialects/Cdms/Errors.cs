using Graticule.Jobs;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Every problem as this dialect tells it.</summary>
internal static class Errors
{
    /// <summary>The server's own fault; says nothing about its inside.</summary>
    public static CdmsException Unexpected { get; } =
        new(StatusCodes.Status500InternalServerError, "The server met an error of its own; its log says more. The request may be tried again.");

    public static CdmsException BadRequest(string reason) => new(StatusCodes.Status400BadRequest, reason);

    public static CdmsException NotFound(string reason) => new(StatusCodes.Status404NotFound, reason);

    /// <summary>Not in the present state of the job.</summary>
    public static CdmsException Conflict(string reason) => new(StatusCodes.Status409Conflict, reason);

    public static CdmsException UnknownDataset(string id) => NotFound($"Dataset {id} is not currently loaded/ingested");

    public static CdmsException Of(Problem problem) => new(StatusOf(problem.Kind), Sentence(problem));

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

    private static string Sentence(Problem problem) => problem.Details is { Count: > 1 } faults
        ? string.Join(' ', faults.Select(fault => $"{fault.Pointer}: {fault.Message}"))
        : problem.Message;
}
