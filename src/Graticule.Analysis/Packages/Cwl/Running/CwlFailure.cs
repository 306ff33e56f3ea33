using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>Why a run ended without results, in words for whoever wrote the package.</summary>
internal static class CwlFailure
{
    private const int LongestLine = 400;
    private const int MostLines = 8;

    public static ProblemException Of(CwlSteps steps, int exitCode)
    {
        var lines = steps.Complaints.Select(line => StepFailure.Clean(line, LongestLine)).Where(line => line.Length > 0 && !IsEcho(line)).ToList();
        if (lines.Exists(line => line.Contains("Long-running script killed", StringComparison.Ordinal)))
        {
            return new(
                ProblemKind.ProcessFailed,
                $"A JavaScript expression of the package ran for more than {CwltoolCommand.ExpressionSeconds} s and was stopped. Expressions must end by themselves; longer work belongs into a step.");
        }

        if (steps.Failed is not { } failed)
        {
            return new(
                ProblemKind.ProcessFailed,
                lines.Count == 0
                    ? $"The CWL runner ended with exit code {exitCode} and said no more."
                    : $"The workflow cannot be run: {string.Join(" / ", lines.TakeLast(MostLines))}");
        }

        // A step that ended well and failed all the same did not give what it promised; the runner says what.
        var reason = failed.Step.ExitCode is 0 or null ? string.Join(" / ", lines.TakeLast(MostLines)) : null;
        return StepFailure.Of(failed.Step, failed.LastLines, string.IsNullOrEmpty(reason) ? null : reason);
    }

    /// <summary>What follows from a failure, and says nothing of its cause.</summary>
    private static bool IsEcho(string line) =>
        line.StartsWith("Final process status is", StringComparison.Ordinal)
        || line.Contains("] completed ", StringComparison.Ordinal)
        || line.Contains("] exited with status:", StringComparison.Ordinal)
        || line.StartsWith("Workflow cannot make any more progress", StringComparison.Ordinal);
}
