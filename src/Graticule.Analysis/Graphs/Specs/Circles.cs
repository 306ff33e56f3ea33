namespace Graticule.Analysis.Graphs.Specs;

/// <summary>Groups of nodes that all need each other (strongly connected components, after Tarjan), without recursion.</summary>
internal static class Circles
{
    /// <param name="needs">What each node needs; only nodes that are keys.</param>
    /// <returns>The nodes of each group, in the order of the keys; a single node only if it needs itself.</returns>
    internal static IReadOnlyList<IReadOnlyList<string>> In(IReadOnlyDictionary<string, List<string>> needs)
    {
        var order = needs.Keys.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index, StringComparer.Ordinal);
        var state = new State(needs);
        foreach (var id in needs.Keys)
        {
            state.Visit(id);
        }

        return [.. state.Groups
            .Where(group => group.Count > 1 || needs[group[0]].Contains(group[0], StringComparer.Ordinal))
            .Select(group => group.OrderBy(id => order[id]).ToList())
            .OrderBy(group => order[group[0]])];
    }

    private sealed class State(IReadOnlyDictionary<string, List<string>> needs)
    {
        private readonly Dictionary<string, int> _number = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _lowest = new(StringComparer.Ordinal);
        private readonly Stack<string> _open = new();
        private readonly HashSet<string> _isOpen = new(StringComparer.Ordinal);

        internal List<List<string>> Groups { get; } = [];

        internal void Visit(string start)
        {
            if (_number.ContainsKey(start))
            {
                return;
            }

            var frames = new Stack<(string Id, int Next)>();
            Enter(start, frames);
            while (frames.TryPop(out var frame))
            {
                if (frame.Next < needs[frame.Id].Count)
                {
                    frames.Push((frame.Id, frame.Next + 1));
                    Follow(frame.Id, needs[frame.Id][frame.Next], frames);
                }
                else
                {
                    Leave(frame.Id, frames.TryPeek(out var outer) ? outer.Id : null);
                }
            }
        }

        private void Enter(string id, Stack<(string Id, int Next)> frames)
        {
            _number[id] = _lowest[id] = _number.Count;
            _open.Push(id);
            _isOpen.Add(id);
            frames.Push((id, 0));
        }

        private void Follow(string id, string needed, Stack<(string Id, int Next)> frames)
        {
            if (!_number.TryGetValue(needed, out var number))
            {
                Enter(needed, frames);
            }
            else if (_isOpen.Contains(needed))
            {
                _lowest[id] = Math.Min(_lowest[id], number);
            }
        }

        private void Leave(string id, string? outer)
        {
            if (_lowest[id] == _number[id])
            {
                var group = new List<string>();
                string member;
                do
                {
                    member = _open.Pop();
                    _isOpen.Remove(member);
                    group.Add(member);
                }
                while (member != id);
                Groups.Add(group);
            }

            if (outer is not null)
            {
                _lowest[outer] = Math.Min(_lowest[outer], _lowest[id]);
            }
        }
    }
}
