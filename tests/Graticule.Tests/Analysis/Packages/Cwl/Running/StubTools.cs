using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>Runs packages of the corpus with scripts in place of their tools.</summary>
public sealed partial class StubTools : IDisposable
{
    private readonly StubImages _images = new();
    private readonly TemporaryFolder _folder = new();

    public StubTools() => StubPackages.AddTo(_images);

    public void Dispose()
    {
        _images.Dispose();
        _folder.Dispose();
    }

    /// <summary>Runs a package of the corpus to its end.</summary>
    /// <param name="package">Its file's name, without the ending.</param>
    /// <param name="inputs">As a request has them; files and folders as paths that are staged here.</param>
    internal async Task<CwlJob> RunAsync(string package, string inputs)
    {
        Skip.If(StubImages.Lack is not null, StubImages.Lack);
        var job = new CwlJob(_folder.Path, _images.Folder, await Corpus.ReadAsync(package), JsonNode.Parse(inputs)!.AsObject());
        foreach (Match path in StagedPath().Matches(inputs))
        {
            var full = Path.Combine(job.Folder, path.Value);
            Directory.CreateDirectory(Path.GetExtension(full).Length > 0 ? Path.GetDirectoryName(full)! : full);
            await File.WriteAllTextAsync(Path.GetExtension(full).Length > 0 ? full : Path.Combine(full, "catalog.json"), "{}");
        }

        return await job.RunAsync();
    }

    /// <summary>What the tools said that they were given, in the order in which they ran; of staged paths the names alone.</summary>
    internal static string Said(CwlJob job) => string.Join('\n', job.Steps().Select(step => Said(Path.Combine(job.Folder, (string)step!["log"]!))));

    private static string Said(string log) => StagedWord().Replace(File.ReadLines(log).First(), "<*${name}>");

    [GeneratedRegex(@"inputs/[\w.-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StagedPath();

    [GeneratedRegex("</[^<>]*/(?<name>[^<>/]+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StagedWord();
}
