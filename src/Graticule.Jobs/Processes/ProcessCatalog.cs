using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>
/// All processes by id: those that come with the program, for everybody; and those that users deployed, each for its owner, and the
/// operator's for everybody. Holds nothing that the store does not: several servers may share it.
/// </summary>
/// <param name="builtIn">The program's own; their ids cannot be deployed.</param>
/// <param name="loaders">One for each kind of package.</param>
/// <param name="store">Where deployed processes are; null: there are none.</param>
public sealed class ProcessCatalog(IEnumerable<IProcess> builtIn, IReadOnlyList<IPackageLoader> loaders, IProcessStore? store)
{
    /// <summary>Owner of the processes that everybody sees.</summary>
    public const string Operator = "admin";

    private const int MostLoaded = 1000;

    /// <summary>Most ids that a message names.</summary>
    private const int MostNamed = 20;

    private readonly Dictionary<string, IProcess> _builtIn = builtIn.ToDictionary(process => process.Description.Id, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Digest, string Id), IProcess> _loaded = new();

    public ProcessCatalog(IEnumerable<IProcess> builtIn)
        : this(builtIn, [], store: null)
    {
    }

    /// <summary>Whether the id belongs to the program.</summary>
    public bool IsBuiltIn(string id) => _builtIn.ContainsKey(id);

    /// <summary>The process that an owner means by an id, as it is now: the program's, the owner's own, the operator's; null when there is none.</summary>
    public IProcess? Find(string owner, string id)
    {
        if (_builtIn.TryGetValue(id, out var found))
        {
            return found.Description.Dialect is null ? found : null;
        }

        return FindDigest(owner, id) is { } digest ? Load(digest, id) : null;
    }

    /// <exception cref="ProblemException">NotFound, naming the first of the ids that exist.</exception>
    public IProcess Get(string owner, string id) => Find(owner, id) ?? throw Missing(owner, id);

    /// <summary>What an owner is told of a process: only their own may be replaced or removed by them.</summary>
    /// <exception cref="ProblemException">As for <see cref="Get"/>.</exception>
    public ProcessDescription Describe(string owner, string id)
    {
        var process = Get(owner, id);
        return IsBuiltIn(id) ? process.Description : Describe(process, isOwn: store?.FindDigest(owner, id) is not null);
    }

    /// <summary>Null for a package that was removed meanwhile, or that this version of the program cannot run.</summary>
    private ProcessDescription? Describe(Name name)
    {
        if (name.Digest is null)
        {
            return _builtIn[name.Id].Description;
        }

        try
        {
            return Load(name.Digest, name.Id) is { } process ? Describe(process, name.IsOwn) : null;
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private static ProcessDescription Describe(IProcess process, bool isOwn) => process.Description with { IsDeployed = true, IsMutable = isOwn };

    /// <summary>The process of a job, in the version that the job was made for; null when it is gone.</summary>
    public IProcess? Of(JobSpec spec) =>
        spec.Package is { } digest ? Load(digest, spec.ProcessId) : _builtIn.GetValueOrDefault(spec.ProcessId);

    /// <summary>The process of a job that is made now, by a dialect; one that is kept for another dialect is not there.</summary>
    /// <exception cref="ProblemException">NotFound.</exception>
    internal IProcess For(string owner, string dialect, JobSpec spec) => Of(spec) is { } found
        ? found.Description.Dialect is null || found.Description.Dialect == dialect ? found : throw Missing(owner, spec.ProcessId)
        : Get(owner, spec.ProcessId);

    /// <summary>The same job as before, tied to the version of its process that is deployed now.</summary>
    public JobSpec Tie(string owner, JobSpec spec)
    {
        var tied = _builtIn.ContainsKey(spec.ProcessId) ? spec : spec with { Package = FindDigest(owner, spec.ProcessId) };
        return NestedCalls.Any(spec.Inputs) ? tied with { Inputs = Tie(owner, spec.Inputs) } : tied;
    }

    private JsonObject Tie(string owner, JsonObject inputs) => NestedCalls.Replace(inputs, call => (call with
    {
        Package = _builtIn.ContainsKey(call.ProcessId) ? null : FindDigest(owner, call.ProcessId),
        Inputs = Tie(owner, call.Inputs),
    }).Write());

    /// <summary>The package that a job's process was deployed as; null for one of the program's own.</summary>
    public Package? PackageOf(JobSpec spec) => spec.Package is { } digest ? store?.FindPackage(digest) : null;

    /// <summary>A process out of a package that came with an order.</summary>
    /// <exception cref="ProblemException">Unsupported when this program knows no such kind.</exception>
    public IProcess Load(string id, Package package) => LoaderOf(package.Kind).Load(id, package.Content);

    private IProcess? Load(string digest, string id)
    {
        if (_loaded.TryGetValue((digest, id), out var found))
        {
            return found;
        }

        if (store?.FindPackage(digest) is not { } package)
        {
            return null;
        }

        if (_loaded.Count >= MostLoaded)
        {
            _loaded.Clear();
        }

        return _loaded.GetOrAdd((digest, id), Load(id, package));
    }

    /// <summary>The first of the descriptions that an owner sees, ordered by id: reads no more of them than asked for.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="offset">How many to leave out at the beginning.</param>
    /// <param name="limit">How many to give at most.</param>
    public ProcessPage List(string owner, int offset, int limit)
    {
        var names = Names(owner, (int)Math.Min(int.MaxValue, (long)offset + limit + 1)).Skip(offset).ToList();
        return new([.. names.Take(limit).Select(Describe).OfType<ProcessDescription>()], names.Count > limit);
    }

    /// <summary>The first of the ids that an owner sees, in order.</summary>
    public IReadOnlyList<string> ListIds(string owner, int limit) => [.. Names(owner, limit).Select(name => name.Id)];

    /// <summary>NotFound, naming the first of the ids that exist.</summary>
    internal ProblemException Missing(string owner, string id)
    {
        var known = ListIds(owner, MostNamed + 1);
        var names = string.Join(", ", known.Take(MostNamed)) + (known.Count > MostNamed ? ", …" : "");
        return new(ProblemKind.NotFound, $"There is no process '{id}'; there are: {names}.", id);
    }

    private IEnumerable<Name> Names(string owner, int limit)
    {
        // An id of the program hides a process that was deployed before the program had it.
        var enough = (int)Math.Min(int.MaxValue, (long)limit + _builtIn.Count);
        var own = store?.List(owner, enough) ?? [];
        var common = owner == Operator ? [] : store?.List(Operator, enough) ?? [];
        return own.Select(process => new Name(process.Id, process.Digest, IsOwn: true))
            .Concat(common.Select(process => new Name(process.Id, process.Digest, IsOwn: false)))
            .Where(process => !_builtIn.ContainsKey(process.Id))
            .DistinctBy(process => process.Id, StringComparer.Ordinal)
            .Concat(_builtIn.Where(own => own.Value.Description.Dialect is null).Select(own => new Name(own.Key, Digest: null, IsOwn: false)))
            .OrderBy(process => process.Id, StringComparer.Ordinal)
            .Take(limit);
    }

    private string? FindDigest(string owner, string id) => store is null ? null : store.FindDigest(owner, id) ?? store.FindDigest(Operator, id);

    private IPackageLoader LoaderOf(string kind) => loaders.FirstOrDefault(loader => loader.Kind == kind)
        ?? throw new ProblemException(ProblemKind.Unsupported, $"This program runs no packages of the kind '{kind}'.", kind);

    private sealed record Name(string Id, string? Digest, bool IsOwn);
}

/// <param name="Processes">Ordered by id.</param>
/// <param name="HasMore">Whether there are others behind them.</param>
public sealed record ProcessPage(IReadOnlyList<ProcessDescription> Processes, bool HasMore);
