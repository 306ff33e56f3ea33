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
            return found;
        }

        return FindDigest(owner, id) is { } digest ? Load(digest, id) : null;
    }

    /// <exception cref="ProblemException">NotFound, naming the ids that exist.</exception>
    public IProcess Get(string owner, string id) => Find(owner, id) ?? throw NotFound(id, List(owner).Select(process => process.Id));

    /// <summary>The process of a job, in the version that the job was made for; null when it is gone.</summary>
    public IProcess? Of(JobSpec spec) =>
        spec.Package is { } digest ? Load(digest, spec.ProcessId) : _builtIn.GetValueOrDefault(spec.ProcessId);

    /// <summary>The same job as before, tied to the version of its process that is deployed now.</summary>
    public JobSpec Tie(string owner, JobSpec spec)
    {
        var tied = _builtIn.ContainsKey(spec.ProcessId) ? spec : spec with { Package = FindDigest(owner, spec.ProcessId) };
        return NestedCalls.Any(spec.Inputs) ? tied with { Inputs = Tie(owner, spec.Inputs) } : tied;
    }

    /// <summary>The package that a job's process was deployed as; null for one of the program's own.</summary>
    public Package? PackageOf(JobSpec spec) => spec.Package is { } digest ? store?.FindPackage(digest) : null;

    /// <summary>A process out of a package that came with an order.</summary>
    /// <exception cref="ProblemException">Unsupported when this program knows no such kind.</exception>
    public IProcess Load(string id, Package package) => LoaderOf(package.Kind).Load(id, package.Content);

    /// <summary>All descriptions that an owner sees, ordered by id.</summary>
    public IReadOnlyList<ProcessDescription> List(string owner)
    {
        var own = store?.List(owner) ?? [];
        var common = owner == Operator ? [] : store?.List(Operator) ?? [];
        return
        [
            .. own.Concat(common)
                .DistinctBy(process => process.Id, StringComparer.Ordinal)
                .Where(process => !_builtIn.ContainsKey(process.Id))
                .Select(process => Load(process.Digest, process.Id))
                .OfType<IProcess>()
                .Concat(_builtIn.Values)
                .Select(process => process.Description)
                .OrderBy(process => process.Id, StringComparer.Ordinal),
        ];
    }

    private JsonObject Tie(string owner, JsonObject inputs) => NestedCalls.Replace(inputs, call => (call with
    {
        Package = _builtIn.ContainsKey(call.ProcessId) ? null : FindDigest(owner, call.ProcessId),
        Inputs = Tie(owner, call.Inputs),
    }).Write());

    private static ProblemException NotFound(string id, IEnumerable<string> known) =>
        new(ProblemKind.NotFound, $"There is no process '{id}'; there are: {string.Join(", ", known)}.", id);

    private string? FindDigest(string owner, string id) => store is null ? null : store.FindDigest(owner, id) ?? store.FindDigest(Operator, id);

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

    private IPackageLoader LoaderOf(string kind) => loaders.FirstOrDefault(loader => loader.Kind == kind)
        ?? throw new ProblemException(ProblemKind.Unsupported, $"This program runs no packages of the kind '{kind}'.", kind);
}
