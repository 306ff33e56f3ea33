using System.Text.RegularExpressions;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>Why a run ended without results, in words for whoever wrote the package.</summary>
internal static partial class CwlFailure
{
    private const int LongestLine = 400;
    private const int MostLines = 8;

    public static ProblemException Of(CwlSteps steps, int exitCode, string? limit)
    {
        if (limit is not null)
        {
            return new(ProblemKind.ProcessFailed, $"{limit} {(steps.Running.Count == 0 ? "" : $"At work was: {string.Join(", ", steps.Running)}.")}".TrimEnd());
        }

        var lines = steps.Complaints.Select(Plain).Where(line => line.Length > 0 && !IsEcho(line)).ToList();
        if (OfExpression(lines) is { } script)
        {
            return new(ProblemKind.ProcessFailed, script);
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

    /// <summary>
    /// What the runner says of an expression that failed: the script, and what the interpreter printed. Nothing, from one that was killed
    /// because it did not end.
    /// </summary>
    private static string? OfExpression(List<string> lines)
    {
        var said = lines.FindLastIndex(line => line.StartsWith("stderr was:", StringComparison.Ordinal));
        if (said < 0)
        {
            return null;
        }

        var script = string.Join(' ', lines.Take(said).Select(line => ScriptLine().Match(line)).Where(match => match.Success).Select(match => match.Groups["code"].Value.Trim()));
        var start = script.LastIndexOf("(function(){", StringComparison.Ordinal);
        var expression = StepFailure.Clean(start < 0 ? script : script[start..], LongestLine);
        var isKilled = lines[said] is "stderr was:" or "stderr was: ''" || lines.Exists(line => line.Contains("Long-running script killed", StringComparison.Ordinal));
        return isKilled
            ? $"A JavaScript expression of the package ran for more than {CwltoolCommand.ExpressionSeconds} s and was stopped: {expression}. Expressions must end by themselves; longer work belongs into a step."
            : $"A JavaScript expression of the package failed: {lines.Skip(said).FirstOrDefault(line => line.Contains("Error: ", StringComparison.Ordinal)) ?? lines[said]}. Expression: {expression}";
    }

    /// <summary>Without the place in the packed document, which nobody wrote.</summary>
    private static string Plain(string line) => StepFailure.Clean(Place().Replace(line, ""), LongestLine);

    /// <summary>What follows from a failure, and says nothing of its cause.</summary>
    private static bool IsEcho(string line) =>
        line.StartsWith("Final process status is", StringComparison.Ordinal)
        || line.Contains("] completed ", StringComparison.Ordinal)
        || line.Contains("] exited with status:", StringComparison.Ordinal)
        || line.StartsWith("Workflow cannot make any more progress", StringComparison.Ordinal);

    [GeneratedRegex(@"^\S*\.cwl:\d+:\d+: ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\d+ (?<code>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScriptLine();
}
