using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// The faults met on the way through a document, and where its nodes stood in the text that was sent: nodes are moved while the document
/// is brought into one form.
/// </summary>
/// <param name="most">Most faults that are kept.</param>
internal sealed class CwlFaults(int most)
{
    private readonly Dictionary<JsonNode, string> _places = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Fault> _known = [];
    private readonly List<Fault> _faults = [];
    private readonly List<Fault> _warnings = [];

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>What is odd but does not keep the package from working.</summary>
    public IReadOnlyList<Fault> Warnings => _warnings;

    public void Add(string pointer, string message) => AddTo(_faults, new(pointer, message));

    /// <param name="node">The node at fault.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public void Add(JsonNode node, string message) => Add(PlaceOf(node), message);

    public void Warn(JsonNode node, string message) => AddTo(_warnings, new(PlaceOf(node), message));

    /// <summary>Says where a node stood, for itself and all below it.</summary>
    public void Put(JsonNode node, string pointer) => _places[node] = pointer;

    /// <summary>JSON Pointer to where the node stood in the text that was sent.</summary>
    public string PlaceOf(JsonNode node)
    {
        if (_places.TryGetValue(node, out var place))
        {
            return place;
        }

        return node.Parent switch
        {
            JsonObject map => Below(PlaceOf(map), node.GetPropertyName()),
            JsonArray list => $"{PlaceOf(list)}/{node.GetElementIndex()}",
            _ => "",
        };
    }

    /// <summary>Takes the value of a member out of a map, remembering where it stood; the member stays where it is, with null.</summary>
    public JsonNode? Take(JsonObject map, string name)
    {
        var node = map[name];
        if (node is not null)
        {
            Put(node, PlaceOf(node));
            map[name] = null;
        }

        return node;
    }

    /// <summary>Takes all items out of a list, remembering where they stood.</summary>
    public JsonNode?[] TakeAll(JsonArray list)
    {
        JsonNode?[] items = [.. list];
        foreach (var item in items)
        {
            if (item is not null)
            {
                Put(item, PlaceOf(item));
            }
        }

        list.Clear();
        return items;
    }

    /// <exception cref="ProblemException">There is a fault.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new ProblemException(new Problem(ProblemKind.InvalidInput, Summary(), Details: _faults));
        }
    }

    public static string Below(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private string Summary() => _faults.Count == 1
        ? $"The CWL document cannot work: {_faults[0].Message}"
        : $"The CWL document cannot work for {_faults.Count} reasons; the first: {_faults[0].Message}";

    private void AddTo(List<Fault> list, Fault fault)
    {
        if (list.Count < most && _known.Add(fault))
        {
            list.Add(fault);
        }
    }
}
