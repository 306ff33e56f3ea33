using System.Globalization;
using System.Text;

namespace Graticule.Analysis.Packages;

/// <summary>One command that a package ran, as far as it is known.</summary>
/// <param name="Name">The step's name in its package.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Image">The container image; null: none.</param>
/// <param name="ExitCode">Null while it runs, or when it never ended by itself.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Processor time of the command and all that it started.</param>
/// <param name="PeakMiB">Most memory held at once, in MiB.</param>
/// <param name="Log">Name of the file, in the attempt's folder, with what it printed.</param>
public sealed record StepRecord(
    string Name,
    IReadOnlyList<string> Command,
    string? Image = null,
    int? ExitCode = null,
    double? Seconds = null,
    double? CpuSeconds = null,
    double? PeakMiB = null,
    string? Log = null)
{
    /// <summary>The command as a shell would read it: for people, never for a shell.</summary>
    public string CommandLine => string.Join(' ', Command.Select(Quote));

    /// <summary>The record in one line, for a job's log.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"Step '{Name}'"));
        Append(text, Image, "in image {0}");
        Append(text, ExitCode, "exit code {0}");
        Append(text, Seconds, "{0:0.###} s");
        Append(text, CpuSeconds, "{0:0.###} s of processor time");
        Append(text, PeakMiB, "at most {0:0.#} MiB");
        return text.Append(": ").Append(CommandLine).ToString();
    }

    private static void Append(StringBuilder text, object? value, string format)
    {
        if (value is not null)
        {
            text.Append(", ").AppendFormat(CultureInfo.InvariantCulture, format, value);
        }
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,+@%".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
