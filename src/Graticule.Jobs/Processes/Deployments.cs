namespace Graticule.Jobs.Processes;

/// <summary>
/// The one door through which processes come, change and go. Jobs keep the version that they were made for, whatever happens to their
/// process.
/// </summary>
public sealed class Deployments(ProcessCatalog catalog, IProcessStore store, TimeProvider clock)
{
    /// <summary>Most processes that one owner may have.</summary>
    public const int MostOfOne = 10_000;

    /// <summary>What the package would be as a process, which proves that it can be loaded.</summary>
    /// <exception cref="ProblemException">Conflict (the id is taken), TooLarge (the owner has too many processes), Unsupported (no such kind of package).</exception>
    public ProcessDescription Check(string owner, string id, Package package)
    {
        if (catalog.IsBuiltIn(id))
        {
            throw new ProblemException(ProblemKind.Conflict, $"The process '{id}' is part of this server; give the package another id.", id);
        }

        if (store.FindDigest(owner, id) is not null)
        {
            throw Taken(id);
        }

        return store.Count(owner) < MostOfOne
            ? catalog.Load(id, package).Description
            : throw new ProblemException(ProblemKind.TooLarge, $"You have {MostOfOne} deployed processes, which is the most here; remove one first.", id);
    }

    /// <exception cref="ProblemException">As for <see cref="Check"/>.</exception>
    public async Task<ProcessDescription> AddAsync(string owner, string id, Package package, CancellationToken cancellationToken)
    {
        var description = Check(owner, id, package);
        return await store.AddAsync(new(owner, id, package, clock.GetUtcNow()), cancellationToken) ? description : throw Taken(id);
    }

    /// <summary>Puts another package in the place of the process's own.</summary>
    /// <exception cref="ProblemException">As for <see cref="RequireOwn"/>; Unsupported (no such kind of package).</exception>
    public async Task ReplaceAsync(string owner, string id, Package package, CancellationToken cancellationToken)
    {
        RequireOwn(owner, id);
        catalog.Load(id, package);
        if (store.Find(owner, id) is not { } known
            || !await store.ReplaceAsync(known with { Package = package, ReplacedAt = clock.GetUtcNow() }, cancellationToken))
        {
            throw catalog.Missing(owner, id);
        }
    }

    /// <exception cref="ProblemException">As for <see cref="RequireOwn"/>.</exception>
    public async Task RemoveAsync(string owner, string id, CancellationToken cancellationToken)
    {
        RequireOwn(owner, id);
        if (!await store.DeleteAsync(owner, id, cancellationToken))
        {
            throw catalog.Missing(owner, id);
        }
    }

    /// <summary>The deployed process that the owner means by an id: their own, or the operator's; null for one of the program's own.</summary>
    /// <exception cref="ProblemException">NotFound.</exception>
    public DeployedProcess? Find(string owner, string id) =>
        catalog.IsBuiltIn(id) ? null : store.Find(owner, id) ?? store.Find(ProcessCatalog.Operator, id) ?? throw catalog.Missing(owner, id);

    /// <exception cref="ProblemException">NotFound, or Forbidden: the process is the program's or the operator's.</exception>
    public void RequireOwn(string owner, string id)
    {
        if (catalog.IsBuiltIn(id))
        {
            throw new ProblemException(ProblemKind.Forbidden, $"The process '{id}' is part of this server and stays as it is.", id);
        }

        if (store.FindDigest(owner, id) is not null)
        {
            return;
        }

        throw store.FindDigest(ProcessCatalog.Operator, id) is null
            ? catalog.Missing(owner, id)
            : new ProblemException(ProblemKind.Forbidden, $"The process '{id}' is the operator's; deploy one of your own under this id, and it takes its place for you.", id);
    }

    private static ProblemException Taken(string id) =>
        new(ProblemKind.Conflict, $"You have a process '{id}' already; replace it (PUT), or remove it (DELETE) first.", id);
}
