using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages;

/// <summary>Sentences about steps that failed: which one, what it ran, how it ended, what it said last, and what that usually means.</summary>
public static partial class StepFailure
{
    private const int MostLines = 12;
    private const int LongestLine = 300;
    private const int LongestCommand = 1000;

    /// <param name="step">What ran.</param>
    /// <param name="lastLines">The end of what it printed, as it printed it.</param>
    /// <param name="reason">Why it was stopped, as a sentence; null when it ended by itself.</param>
    public static ProblemException Of(StepRecord step, IEnumerable<string> lastLines, string? reason = null)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"The step '{step.Name}' failed"));
        text.Append(step.ExitCode is { } code && reason is null ? string.Create(CultureInfo.InvariantCulture, $" with exit code {code}") : "");
        text.Append(reason is null ? "." : $": {reason}").Append(" Command: ").Append(Clean(step.CommandLine, LongestCommand)).Append('.');
        text.Append(step.Image is null ? "" : $" Image: {step.Image}.");
        text.Append(reason is null && step.ExitCode is { } exit ? Hint(exit) : "");
        var lines = lastLines.Select(line => Clean(line, LongestLine)).Where(line => line.Length > 0).TakeLast(MostLines).ToList();
        text.Append(lines.Count == 0 ? " It printed no error." : $" Its last words: {string.Join(" / ", lines)}");
        return new(ProblemKind.ProcessFailed, text.ToString(), step.Name);
    }

    /// <summary>What a program printed, fit for a message: no control characters (colours, bells, lines that overwrite each other), and no longer than asked.</summary>
    public static string Clean(string line, int longest)
    {
        var plain = Colours().Replace(line.Length > longest * 4 ? line[..(longest * 4)] : line, "");
        var text = string.Concat(plain.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)).Trim();
        return text.Length > longest ? text[..longest] + "…" : text;
    }

    private static string Hint(int exitCode) => exitCode switch
    {
        125 => " (The container program itself failed.)",
        126 => " (126: the file was found but cannot be executed.)",
        127 => " (127: the program was not found in the image.)",
        134 => " (134: it aborted itself.)",
        137 => " (137: it was killed; the system does that when memory runs out.)",
        139 => " (139: it accessed memory that is not its own, and was killed.)",
        143 => " (143: it was asked to end.)",
        > 128 and < 128 + 65 => string.Create(CultureInfo.InvariantCulture, $" ({exitCode}: it was killed by signal {exitCode - 128}.)"),
        _ => "",
    };

    /// <summary>Control sequences of terminals (ECMA-48, 5.4).</summary>
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colours();
}
