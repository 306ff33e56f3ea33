using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Jobs;

namespace Graticule.Tests.Analysis.Packages.Cwl;

/// <summary>Application packages like those that are in use, and how tests read documents.</summary>
internal static class Corpus
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "corpus");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.cwl").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".cwl"));

    public static Task<CwlDocument> ReadTextAsync(string text, string? workflow = null, Uri? address = null, IPackageSource? source = null, CwlLimits? limits = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), "application/cwl", workflow, address, source, limits);

    public static Task<CwlDocument> ReadAsync(string name, string? workflow = null) => ReadAsync(Bytes(name), workflow: workflow);

    public static Task<CwlDocument> ReadAsync(
        byte[] body, string mediaType = "application/cwl+yaml", string? workflow = null, Uri? address = null, IPackageSource? source = null, CwlLimits? limits = null) =>
        CwlPackages.ReadAsync(body, mediaType, workflow, address, source ?? new KnownTexts([]), limits ?? CwlLimits.Default, CancellationToken.None);

    /// <summary>The faults of a document; empty when it is fine.</summary>
    public static async Task<IReadOnlyList<Fault>> FaultsAsync(string text, CwlLimits? limits = null, IPackageSource? source = null, Uri? address = null)
    {
        try
        {
            await ReadTextAsync(text, limits: limits, source: source, address: address);
            return [];
        }
        catch (ProblemException exception)
        {
            Assert.Equal(ProblemKind.InvalidInput, exception.Problem.Kind);
            return exception.Problem.Details!;
        }
    }

    /// <summary>A YAML document as a JSON tree, read by the reader itself.</summary>
    public static JsonNode Tree(byte[] body)
    {
        var faults = new CwlFaults(10);
        var tree = CwlReader.Read(body, "application/cwl+yaml", CwlLimits.Default, faults);
        Assert.Empty(faults.Faults);
        return tree!;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>Texts at addresses, and which of them were asked for.</summary>
internal sealed class KnownTexts(Dictionary<string, string> texts) : IPackageSource
{
    public List<string> Asked { get; } = [];

    public Task<ReadOnlyMemory<byte>> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        Asked.Add(address.AbsoluteUri);
        return texts.TryGetValue(address.AbsoluteUri, out var text)
            ? Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(text))
            : throw new ProblemException(ProblemKind.NotFound, $"Nothing lies at {address}.");
    }
}
