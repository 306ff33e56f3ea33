using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Every problem as this dialect tells it: status, type and title.</summary>
internal static class Errors
{
    private const string Part1 = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
    private const string Part2 = "http://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/";

    private const string Part4 = "http://www.opengis.net/def/exceptions/ogcapi-processes-4/1.0/";

    /// <summary>RFC 9457: the status says it all.</summary>
    private const string Plain = "about:blank";

    public static ExceptionReport Of(Problem problem)
    {
        var (status, type, title) = Row(problem.Kind);
        return new(status, type, title, problem.Message, problem.Details);
    }

    public static OgcException NoSuchProcess(string detail) => New(404, Part1 + "no-such-process", "No such process", detail);

    public static OgcException NoSuchJob(string detail) => New(404, Part1 + "no-such-job", "No such job", detail);

    public static OgcException NoSuchOutput(int status, string detail) => New(status, Part1 + "no-such-output", "No such output", detail);

    public static OgcException ResultNotReady(string detail) => New(404, Part1 + "result-not-ready", "Result not ready", detail);

    public static OgcException ResultNotAvailable(string detail) => New(404, Part1 + "result-not-available", "Result not available", detail);

    public static OgcException InvalidQuery(string parameter, string detail) =>
        New(400, Part1 + "invalid-query-parameter-value", "Invalid query parameter value", $"The query parameter '{parameter}' {detail}");

    public static OgcException UnsupportedMediaType(string detail) => New(415, Part2 + "unsupported-media-type", "Unsupported media type", detail);

    public static OgcException DuplicatedProcess(string detail) => New(409, Part2 + "duplicated-process", "Duplicated process", detail);

    public static OgcException ImmutableProcess(string detail) => New(403, Part2 + "immutable-process", "Immutable process", detail);

    public static OgcException WorkflowNotFound(string detail) => New(400, Part2 + "workflow-not-found", "Workflow not found", detail);

    public static OgcException UnsupportedSchema(string detail) => New(422, Part4 + "unsupported-schema", "Unsupported schema", detail);

    public static OgcException Locked(string detail) => New(423, Part4 + "locked", "Locked", detail);

    public static OgcException NotFound(string detail) => New(404, Plain, "Not found", detail);

    public static OgcException NotAcceptable(string detail) => New(406, Plain, "Not acceptable", detail);

    public static OgcException MethodNotAllowed(string detail) => New(405, Plain, "Method not allowed", detail);

    public static OgcException InvalidBody(string detail) => New(400, "InvalidParameterValue", "Invalid input", detail);

    /// <summary>The server's own fault; says nothing about its inside.</summary>
    public static ExceptionReport Unexpected { get; } =
        new(500, Plain, "Internal server error", "The server met an error of its own; its log says more. The request may be tried again.");

    private static (int Status, string Type, string Title) Row(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => (404, Plain, "Not found"),
        ProblemKind.InvalidInput => (400, "InvalidParameterValue", "Invalid input"),
        ProblemKind.Unsupported => (501, "OperationNotSupported", "Not supported"),
        ProblemKind.Conflict => (409, Plain, "Conflict"),
        ProblemKind.Forbidden => (403, Plain, "Forbidden"),
        ProblemKind.TooLarge => (413, Plain, "Too large"),
        ProblemKind.ProcessFailed => (500, "NoApplicableCode", "The process failed"),
        ProblemKind.Unavailable => (503, Plain, "Unavailable"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Each kind has a row."),
    };

    private static OgcException New(int status, string type, string title, string detail) => new(new(status, type, title, detail));
}
