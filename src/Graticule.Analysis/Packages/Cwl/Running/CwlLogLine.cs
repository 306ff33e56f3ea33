using System.Text.RegularExpressions;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>What one line of a CWL runner's log says.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Name">Of the step or the job: one step may have many jobs (<c>crop</c>, <c>crop_2</c>, …).</param>
/// <param name="Text">The job's folder when it starts, the status when something ends, the message otherwise.</param>
internal sealed partial record CwlLogLine(CwlLogKind Kind, string Name, string Text)
{
    public static CwlLogLine Read(string line)
    {
        var match = Started().Match(line);
        if (match.Success)
        {
            return new(CwlLogKind.JobStarted, match.Groups["name"].Value, match.Groups["folder"].Value);
        }

        match = Ended().Match(line);
        if (match.Success)
        {
            var kind = match.Groups["what"].Value switch { "job" => CwlLogKind.JobEnded, "step" => CwlLogKind.StepEnded, _ => CwlLogKind.WorkflowEnded };
            return new(kind, match.Groups["name"].Value, match.Groups["status"].Value);
        }

        match = Message().Match(line);
        if (!match.Success)
        {
            return new(CwlLogKind.Output, "", line);
        }

        var isNote = match.Groups["level"].Value is "INFO" or "DEBUG";
        return new(isNote ? CwlLogKind.Note : CwlLogKind.Warning, "", match.Groups["text"].Value);
    }

    [GeneratedRegex(@"\[job (?<name>[^\]]+)\] (?<folder>/\S+)\$ ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Started();

    [GeneratedRegex(@"\[(?<what>job|step|workflow) (?<name>[^\]]*)\] completed (?<status>success|skipped|permanentFail|temporaryFail)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ended();

    [GeneratedRegex(@"^(?<level>DEBUG|INFO|WARNING|ERROR) (?<text>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Message();
}

internal enum CwlLogKind
{
    /// <summary>What a step printed, or more lines of a message.</summary>
    Output,

    /// <summary>The runner tells what it does.</summary>
    Note,

    /// <summary>The runner warns, or tells why it cannot go on.</summary>
    Warning,
    JobStarted,
    JobEnded,
    StepEnded,
    WorkflowEnded,
}
