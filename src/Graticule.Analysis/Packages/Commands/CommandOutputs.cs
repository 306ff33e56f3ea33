using System.Diagnostics;
using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>
/// Takes what a command wrote: plain files in its working folder, found where the command was told to write, by pattern, or by name.
/// Links, pipes and devices are nothing, whatever they lead to.
/// </summary>
internal sealed class CommandOutputs(JobContext job, CommandUnit unit, CommandFolders folders)
{
    /// <summary>Largest file that is read as a value, in bytes.</summary>
    private const long LargestValue = 16L << 20;

    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <exception cref="ProblemException">ProcessFailed: an output is missing, or is not what it should be.</exception>
    public async Task TakeAsync(ProcessDescription process, IReadOnlyDictionary<string, string> told, CancellationToken cancellationToken)
    {
        var written = await ListAsync(cancellationToken);
        foreach (var output in process.Outputs.Where(output => job.Wants(output.Name)))
        {
            var found = Find(output, process, told, written);
            if (found.Count > 1)
            {
                throw Failed(output, $"matches {found.Count} files ({string.Join(", ", found.Take(5))}); it can be one file only, so its pattern must be narrower.");
            }

            if (found.Count == 1)
            {
                Take(output, found[0], cancellationToken);
            }
            else if (output.MinOccurs > 0)
            {
                throw Failed(output, $"is missing: the command ended well, but left no such file{Beside(written)}.");
            }
        }
    }

    private static ProblemException Failed(Parameter output, string what) => new(ProblemKind.ProcessFailed, $"The output '{output.Name}' {what}", output.Name);

    private static string Beside(List<string> written) =>
        written.Count == 0 ? " (it left no files at all)" : $"; it left {string.Join(", ", written.Take(10).Select(name => StepFailure.Clean(name, 100)))}";

    private List<string> Find(Parameter output, ProcessDescription process, IReadOnlyDictionary<string, string> told, List<string> written)
    {
        if (ArgumentList.IsPassed(output, unit))
        {
            var name = Path.GetRelativePath(CommandFolders.Outputs, told[output.Name]);
            return written.Contains(name, StringComparer.Ordinal) ? [name] : [];
        }

        if (unit.Globs.TryGetValue(output.Name, out var globs))
        {
            return [.. written.Where(name => globs.Any(glob => Matches(glob, name)))];
        }

        var named = written.FindAll(name => Path.GetFileNameWithoutExtension(name) == output.Name);
        return named.Count == 0 && process.Outputs.Count == 1 ? written : named;
    }

    /// <summary>A pattern of a shell: <c>*</c> and <c>?</c> within one name.</summary>
    private static bool Matches(string glob, string name)
    {
        var (patterns, parts) = (glob.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray(), name.Split('/'));
        return patterns.Length == parts.Length
            && patterns.Zip(parts).All(pair => FileSystemName.MatchesSimpleExpression(pair.First, pair.Second, ignoreCase: false));
    }

    /// <summary>Plain files below the working folder, by a program that never opens what it finds and follows no link.</summary>
    private async Task<List<string>> ListAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("find", [folders.Out, "-xdev", "-type", "f", "-printf", @"%P\0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return [.. said.Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    private void Take(Parameter output, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folders.Out, name);
        File.SetUnixFileMode(path, Plain);
        if (!output.IsFile)
        {
            job.AddValue(output.Name, ReadValue(output, path));
            return;
        }

        var sniffed = FileKind.Sniff(path);
        var wanted = job.MediaTypeOf(output.Name) ?? (sniffed is not null && output.MediaTypes.Contains(sniffed, StringComparer.OrdinalIgnoreCase) ? sniffed : output.MediaTypes[0]);
        if (sniffed == "image/tiff" && RasterFormats.Find(wanted) is { } format && format != RasterFormats.GeoTiff)
        {
            path = Convert(output, path, format, cancellationToken);
        }
        else if (!FileKind.Fits(sniffed, wanted))
        {
            throw Failed(output, $"should be {wanted}, but the file that the command left ('{StepFailure.Clean(name, 100)}') is {sniffed ?? "of no known type"}.");
        }

        var kept = NameFor(output, path);
        File.Move(path, Path.Combine(folders.Folder, kept));
        job.AddFile(output.Name, kept, wanted);
    }

    private string Convert(Parameter output, string path, RasterFormat format, CancellationToken cancellationToken)
    {
        var target = Path.ChangeExtension(path, format.Extension == Path.GetExtension(path) ? $".converted{format.Extension}" : format.Extension);
        try
        {
            format.Convert(path, target, job.Cores, cancellationToken);
            return target;
        }
        catch (Exception exception) when (exception is RasterFileException or GdalException)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, $"The output '{output.Name}' cannot be made into {format.Title}: {exception.Message}", output.Name), exception);
        }
    }

    /// <summary>The file's own name where that is plain and free.</summary>
    private string NameFor(Parameter output, string path)
    {
        var name = string.Concat(Path.GetFileName(path).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_')).TrimStart('.');
        var isFree = name.Length is > 0 and <= 150 && !Path.Exists(Path.Combine(folders.Folder, name));
        return isFree ? name : $"{CommandRun.FileName("output", output.Name)}{Path.GetExtension(name)}";
    }

    private static JsonNode? ReadValue(Parameter output, string path)
    {
        if (new FileInfo(path).Length > LargestValue)
        {
            throw Failed(output, $"is a value, but its file has more than {LargestValue >> 20} MiB.");
        }

        var text = File.ReadAllText(path);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text.TrimEnd('\n', '\r'));
        }
    }
}
