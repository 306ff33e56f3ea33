using System.Collections.Concurrent;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>The definitions of all processes that a graph may call.</summary>
/// <param name="predefined">Of this server; with different ids.</param>
/// <param name="own">Of the user whose graph it is, by id; one hides a predefined process of the same id.</param>
public sealed class KnownProcesses(IEnumerable<ProcessSpec> predefined, IReadOnlyDictionary<string, ProcessSpec> own)
{
    private readonly Dictionary<string, ProcessSpec> _predefined = predefined.ToDictionary(spec => spec.Id, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, bool> _endless = new(StringComparer.Ordinal);

    /// <summary>The process that a node means.</summary>
    /// <param name="id">Its <c>process_id</c>.</param>
    /// <param name="space">Its <c>namespace</c>.</param>
    /// <returns>The definition, or what is wrong.</returns>
    internal (ProcessSpec? Spec, Misfit? Fault) Find(string id, string? space)
    {
        if (space is not (null or "user" or "backend" or "predefined"))
        {
            return (null, new($"The namespace '{space}' is not known; there are 'user' and 'backend'.", "ProcessNamespaceInvalid"));
        }

        if (space is null or "user" && own.TryGetValue(id, out var spec))
        {
            return _endless.GetOrAdd(id, CallsItself)
                ? (null, new($"The process '{id}' calls itself, by itself or by other processes, and would never end.", "ProcessGraphInvalid"))
                : (spec, null);
        }

        return space is not "user" && _predefined.TryGetValue(id, out spec) ? (spec, null) : (null, Unknown(id, space));
    }

    private Misfit Unknown(string id, string? space)
    {
        IEnumerable<string> names = space switch { null => own.Keys.Concat(_predefined.Keys), "user" => own.Keys, _ => _predefined.Keys };
        return new($"There is no process '{id}'{(space is null ? "" : $" in the namespace '{space}'")}{NearestName.Hint(id, [.. names])}", "ProcessUnsupported");
    }

    private bool CallsItself(string id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([id]);
        while (open.TryPop(out var next))
        {
            foreach (var called in own[next].Calls.Where(own.ContainsKey))
            {
                if (called == id)
                {
                    return true;
                }

                if (seen.Add(called))
                {
                    open.Push(called);
                }
            }
        }

        return false;
    }
}
