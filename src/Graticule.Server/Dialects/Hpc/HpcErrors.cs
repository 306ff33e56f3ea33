using Graticule.Jobs;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>Every problem as this dialect tells it.</summary>
internal static class HpcErrors
{
    /// <summary>There is no such thing, or it is not the caller's: clients look for this sentence.</summary>
    public static HpcException NotFound => Detail(StatusCodes.Status404NotFound, "Not found.");

    public static HpcException InvalidPage => Detail(StatusCodes.Status404NotFound, "Invalid page.");

    /// <summary>The server's own fault; says nothing about its inside.</summary>
    public static HpcException Unexpected =>
        Detail(StatusCodes.Status500InternalServerError, "The server met an error of its own; its log says more. The request may be tried again.");

    public static HpcException Detail(int status, string sentence) => new(status, new() { ["detail"] = sentence });

    public static HpcException BadRequest(string sentence) => Detail(StatusCodes.Status400BadRequest, sentence);

    /// <summary>400 for one field.</summary>
    /// <param name="pointer">JSON Pointer to the field, such as <c>/jobanalyses/0/hardware/coresPerSlot</c>.</param>
    /// <param name="sentence">What is wrong and what would be right.</param>
    public static HpcException Field(string pointer, string sentence) => new(StatusCodes.Status400BadRequest, new FieldErrors { { pointer, sentence } }.ToJson());

    public static HpcException Unauthorized(string sentence) => Detail(StatusCodes.Status401Unauthorized, sentence);

    public static HpcException Of(Problem problem) => Detail(StatusOf(problem.Kind), Sentence(problem));

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.InvalidInput => StatusCodes.Status400BadRequest,
        ProblemKind.Unsupported => StatusCodes.Status501NotImplemented,
        ProblemKind.Conflict => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.ProcessFailed => StatusCodes.Status500InternalServerError,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Each kind has a row."),
    };

    private static string Sentence(Problem problem) => problem switch
    {
        { Kind: ProblemKind.NotFound } => "Not found.",
        { Details: { Count: > 1 } faults } => string.Join(' ', faults.Select(fault => $"{fault.Pointer}: {fault.Message}")),
        _ => problem.Message,
    };
}
