using System.Text.Json.Nodes;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.Hpc.Sharing;

/// <summary>Words that owners put on their jobs. The form of a word for comparing has small letters and single hyphens.</summary>
internal sealed class Tags(IDocumentStore documents, TimeProvider clock)
{
    private const string Kind = "hpc-tags:";

    /// <summary>A tag as the API writes it.</summary>
    public static JsonObject Write(string name) => new() { ["name"] = name, ["normalizedName"] = Normalise(name) };

    /// <summary>Names, in the order of their normalised forms.</summary>
    public IReadOnlyList<string> List(string owner, string job) =>
        [.. documents.List(new(owner, Kind + job)).Select(document => (string?)document.Content["name"] ?? document.Id)];

    /// <summary>False where it has the tag.</summary>
    public Task<bool> AddAsync(string owner, string job, string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return documents.AddAsync(new(owner, Kind + job, Normalise(name), new() { ["name"] = name.Trim() }, now, now), cancellationToken);
    }

    /// <summary>False where it has not.</summary>
    public Task<bool> RemoveAsync(string owner, string job, string name, CancellationToken cancellationToken) =>
        documents.DeleteAsync(owner, Kind + job, Normalise(name), cancellationToken);

    private static string Normalise(string name) =>
        string.Join('-', name.Trim().ToLowerInvariant().Split((char[])[' ', '\t', '_', '-'], StringSplitOptions.RemoveEmptyEntries));
}
