using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>What the program says to the script that called it. The table is printed by <c>--help</c>.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int BadUse = 2;
    public const int Unreachable = 3;
    public const int Denied = 4;
    public const int Unavailable = 5;
    public const int Interrupted = 130;

    public static IReadOnlyList<(int Code, string Meaning)> Table { get; } =
    [
        (Ok, "done"),
        (Failed, "the job failed or was cancelled"),
        (BadUse, "the command line or the request is wrong; each fault is printed"),
        (Unreachable, "the server cannot be reached"),
        (Denied, "there is no such thing, or this key may not have it"),
        (Unavailable, "not possible now (port in use, disk full, server in trouble); trying again may help"),
        (Interrupted, "ended by Ctrl-C"),
    ];

    public static int Of(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound or ProblemKind.Forbidden => Denied,
        ProblemKind.InvalidInput or ProblemKind.Unsupported or ProblemKind.Conflict or ProblemKind.TooLarge => BadUse,
        ProblemKind.ProcessFailed => Failed,
        _ => Unavailable,
    };

    /// <summary>What a finished job means for the script that waited for it.</summary>
    public static int Of(JobState state) => state is JobState.Failed or JobState.Cancelled ? Failed : Ok;
}
