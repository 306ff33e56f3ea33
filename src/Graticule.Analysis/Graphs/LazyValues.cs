using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Graticule.Analysis.Graphs;

/// <summary>Arguments that are computed when a process looks at them: the branch that <c>if</c> does not take never is.</summary>
internal sealed class LazyValues(IReadOnlyDictionary<string, GraphValue> written, Func<GraphValue, object?> resolve) : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => written.Keys;

    public IEnumerable<object?> Values => written.Values.Select(resolve);

    public int Count => written.Count;

    public object? this[string key] => resolve(written[key]);

    public bool ContainsKey(string key) => written.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var isThere = written.TryGetValue(key, out var found);
        value = isThere ? resolve(found!) : null;
        return isThere;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        written.Select(value => KeyValuePair.Create(value.Key, resolve(value.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
