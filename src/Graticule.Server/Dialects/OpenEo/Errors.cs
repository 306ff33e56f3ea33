using Graticule.Analysis.Graphs;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>Every problem as this dialect tells it.</summary>
internal static class Errors
{
    /// <summary>For bodies and parameters that no code of the API is made for.</summary>
    private const string Invalid = "RequestInvalid";

    /// <summary>The server's own fault; says nothing about its inside.</summary>
    public static OpenEoError Unexpected { get; } =
        new(StatusCodes.Status500InternalServerError, "Internal", "The server met an error of its own; its log says more. The request may be tried again.");

    /// <summary>Problems of process graphs carry their openEO code as the subject.</summary>
    public static OpenEoError Of(Problem problem)
    {
        var (status, code) = problem.Kind is ProblemKind.ProcessFailed or ProblemKind.InvalidInput or ProblemKind.Unsupported or ProblemKind.TooLarge
            && ErrorCodes.LooksLikeCode(problem.Subject)
            ? (ErrorCodes.StatusOf(problem.Subject!), problem.Subject!)
            : Row(problem.Kind);
        return new(status, code, problem.Message, problem.Details);
    }

    public static OpenEoException Of(GraphException exception) => New(exception.Code, exception.Message);

    public static OpenEoException New(string code, string message) => new(new(ErrorCodes.StatusOf(code), code, message));

    public static OpenEoException BadRequest(string message) => New(Invalid, message);

    public static OpenEoException NotFound(string message) => New("NotFound", message);

    public static OpenEoException JobNotFound(string id) => New("JobNotFound", $"There is no job '{id}'.");

    public static OpenEoException FileNotFound(string path) => New("FileNotFound", $"There is no file '{path}'.");

    public static OpenEoException ProcessGraphNotFound(string id) => New("ProcessGraphNotFound", $"You have stored no process '{id}'.");

    public static OpenEoException CollectionNotFound(string id) => New("CollectionNotFound", $"There is no collection '{id}'.");

    private static (int Status, string Code) Row(ProblemKind kind)
    {
        var code = kind switch
        {
            ProblemKind.NotFound => "NotFound",
            ProblemKind.InvalidInput => Invalid,
            ProblemKind.Unsupported => "FeatureUnsupported",
            ProblemKind.Conflict => "JobLocked",
            ProblemKind.Forbidden => "PermissionsInsufficient",
            ProblemKind.TooLarge => "ProcessGraphComplexity",
            ProblemKind.ProcessFailed => "Internal",
            ProblemKind.Unavailable => "InfrastructureBusy",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Each kind has a row."),
        };
        return (ErrorCodes.StatusOf(code), code);
    }
}
