using System.Collections.Concurrent;

namespace Graticule.Jobs.Processes;

/// <summary>All processes by id.</summary>
public sealed class ProcessCatalog(IEnumerable<IProcess> builtIn)
{
    private readonly ConcurrentDictionary<string, IProcess> _processes =
        new(builtIn.Select(process => KeyValuePair.Create(process.Description.Id, process)), StringComparer.Ordinal);

    public IProcess? Find(string id) => _processes.GetValueOrDefault(id);

    /// <exception cref="ProblemException">NotFound, naming the ids that exist.</exception>
    public IProcess Get(string id) => Find(id) ?? throw new ProblemException(
        ProblemKind.NotFound, $"There is no process '{id}'; there are: {string.Join(", ", List().Select(process => process.Id))}.", id);

    /// <summary>All descriptions, ordered by id.</summary>
    public IReadOnlyList<ProcessDescription> List() =>
        [.. _processes.Values.Select(process => process.Description).OrderBy(process => process.Id, StringComparer.Ordinal)];
}
