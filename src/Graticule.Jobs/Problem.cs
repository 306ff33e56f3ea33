namespace Graticule.Jobs;

/// <summary>A closed list of what can go wrong; each dialect maps each kind to its status and code.</summary>
public enum ProblemKind
{
    /// <summary>There is no such thing, or it is not the caller's.</summary>
    NotFound,

    /// <summary>The request will fail however often it is sent; <see cref="Problem.Details"/> lists every fault.</summary>
    InvalidInput,

    /// <summary>Well formed, but this server does not do it.</summary>
    Unsupported,

    /// <summary>Not in the present state of the thing.</summary>
    Conflict,

    /// <summary>The caller is known and may not do this.</summary>
    Forbidden,

    /// <summary>Over a limit that the message names.</summary>
    TooLarge,

    /// <summary>The process ran and could not finish.</summary>
    ProcessFailed,

    /// <summary>Not now: disk full, remote host down, too many waiting. Trying again may help.</summary>
    Unavailable,
}

/// <summary>What went wrong, in words for the caller.</summary>
/// <param name="Kind">Which of the known failures this is.</param>
/// <param name="Message">A sentence that says what to change.</param>
/// <param name="Subject">The id or parameter at fault, when there is one.</param>
/// <param name="Details">All faults found, when there are several places at fault.</param>
public sealed record Problem(ProblemKind Kind, string Message, string? Subject = null, IReadOnlyList<Fault>? Details = null);

/// <summary>One fault in a request.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) to the value at fault, such as <c>/inputs/il/0</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record Fault(string Pointer, string Message);

/// <summary>Carries a <see cref="Problem"/> up to the dialect that answers the request.</summary>
public sealed class ProblemException(Problem problem, Exception? cause = null) : Exception(problem.Message, cause)
{
    public ProblemException(ProblemKind kind, string message, string? subject = null)
        : this(new(kind, message, subject))
    {
    }

    public Problem Problem { get; } = problem;
}
