using System.Text.Json.Nodes;

namespace Graticule.Jobs.Storage;

/// <summary>JSON documents that users leave with a dialect, such as processes that they wrote. Every write has reached the database when its task ends.</summary>
public interface IDocumentStore
{
    /// <summary>False where there is one of that owner, kind and id.</summary>
    Task<bool> AddAsync(Document document, CancellationToken cancellationToken);

    /// <summary>
    /// Saves content and time of change if the document's revision is still the stored one, and says whether it did. The stored revision is
    /// then one higher.
    /// </summary>
    Task<bool> TryReplaceAsync(Document document, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    Document? Find(string owner, string kind, string id);

    /// <summary>An owner's documents of a kind, in the order of their ids.</summary>
    IReadOnlyList<Document> List(DocumentFilter filter);

    /// <summary>False where there is none.</summary>
    Task<bool> DeleteAsync(string owner, string kind, string id, CancellationToken cancellationToken);

    /// <summary>Deletes a document if its revision is still the stored one, and says whether it did.</summary>
    Task<bool> TryDeleteAsync(Document document, CancellationToken cancellationToken);
}

/// <param name="Owner">Subject of whoever left it; nobody else sees it.</param>
/// <param name="Kind">What it is, in the dialect's words.</param>
/// <param name="Id">Unique among the owner's documents of the kind.</param>
/// <param name="Content">Not to be changed: a change makes another one.</param>
/// <param name="CreatedAt">When it was left.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="Revision">Number of saved changes.</param>
public sealed record Document(
    string Owner, string Kind, string Id, JsonObject Content, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, long Revision = 0);

/// <param name="Owner">Whose.</param>
/// <param name="Kind">Of which kind.</param>
public sealed record DocumentFilter(string Owner, string Kind)
{
    /// <summary>Last one first: where ids grow with time, the newest.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Only those behind this id, in the order asked for; null: from the first.</summary>
    public string? After { get; init; }

    /// <summary>Most documents; at least 1.</summary>
    public int Limit { get; init; } = int.MaxValue;
}
