using System.Text;
using System.Text.RegularExpressions;
using Graticule.Jobs;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>Files in which <c>${variable}</c> stands for a value.</summary>
internal static partial class TemplateFile
{
    private const long Largest = 64L << 20;

    /// <exception cref="ProblemException">InvalidInput: the template is too large, is gone, or names a variable that there is not.</exception>
    public static async Task WriteAsync(
        BatchTemplate template, StagedFiles staged, IReadOnlyDictionary<string, string>? row, UnpackLimits limits, CancellationToken cancellationToken)
    {
        var name = SafePath.Of(template.Target);
        var source = new FileInfo(template.Path);
        if (!source.Exists || source.Length > Largest)
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"The template of '{name}' is not there, or larger than 64 MiB.", name);
        }

        // Bytes as letters, so that those which are no variable stay as they are.
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(template.Path, cancellationToken));
        var bytes = Encoding.Latin1.GetBytes(row is null ? text : Fill(text, name, row));
        limits.Add(bytes.Length);
        var target = Path.Combine(staged.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await File.WriteAllBytesAsync(target, bytes, cancellationToken);
    }

    private static string Fill(string text, string name, IReadOnlyDictionary<string, string> row) => Variable().Replace(
        text,
        found =>
        {
            var variable = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(found.Groups["name"].Value)).Trim();
            return row.TryGetValue(variable, out var value)
                ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value))
                : throw new ProblemException(
                    ProblemKind.InvalidInput, $"The template of '{name}' names the variable '{variable}'; there are: {string.Join(", ", row.Keys)}.", name);
        });

    [GeneratedRegex(@"\$\{(?<name>[^}\r\n]{1,200})\}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Variable();
}
