using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.Hpc.Sharing;

/// <summary>Who may see whose jobs beside their owners. Kept as documents of the recipient, so that a list takes one look.</summary>
internal sealed class Shares(IDocumentStore documents, TimeProvider clock)
{
    private const string Received = "hpc-received";
    private const string Given = "hpc-given:";

    /// <summary>Shares a job; once more is as once.</summary>
    public async Task AddAsync(string job, string owner, string recipient, string? message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await documents.AddAsync(new(recipient, Received, job, new() { ["owner"] = owner, ["message"] = message }, now, now), cancellationToken);
        await documents.AddAsync(new(owner, Given + job, recipient, [], now, now), cancellationToken);
    }

    /// <summary>Ids of the jobs that others have shared with somebody.</summary>
    public IReadOnlyList<string> ReceivedBy(string subject) => [.. documents.List(new(subject, Received)).Select(document => document.Id)];

    public bool IsShared(string job, string subject) => documents.Find(subject, Received, job) is not null;

    /// <summary>Subjects that a job is shared with.</summary>
    public IReadOnlyList<string> RecipientsOf(string job, string owner) => [.. documents.List(new(owner, Given + job)).Select(document => document.Id)];

    /// <summary>Takes back all shares of a job that goes away.</summary>
    public async Task RemoveAsync(string job, string owner, CancellationToken cancellationToken)
    {
        foreach (var recipient in RecipientsOf(job, owner))
        {
            await documents.DeleteAsync(recipient, Received, job, cancellationToken);
            await documents.DeleteAsync(owner, Given + job, recipient, cancellationToken);
        }
    }
}
