using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>Everything that is wrong with an input, in the form of Django REST Framework: nested as the input is, with lists of sentences as leaves.</summary>
internal sealed class FieldErrors : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _faults = [];

    public int Count => _faults.Count;

    /// <param name="pointer">JSON Pointer to the field in the caller's words, such as <c>/jobanalyses/0/hardware/coresPerSlot</c>.</param>
    /// <param name="sentence">What is wrong and what would be right.</param>
    public void Add(string pointer, string sentence) => _faults.Add(new(pointer, sentence));

    /// <exception cref="HpcException">400 with all of them, where there is one.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new HpcException(StatusCodes.Status400BadRequest, ToJson());
        }
    }

    /// <summary>A fault of a list's element comes with empty objects for those before it; where a list has faults of its own, they are told alone.</summary>
    public JsonObject ToJson()
    {
        JsonObject root = [];
        foreach (var (pointer, sentence) in _faults)
        {
            var steps = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
            Put(root, steps.Length == 0 ? ["nonFieldErrors"] : [.. steps.Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))], sentence);
        }

        return root;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _faults.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Put(JsonNode node, ReadOnlySpan<string> steps, string sentence)
    {
        var isLast = steps.Length == 1;
        var isListNext = isLast || IsIndex(steps[1]);
        var child = node switch
        {
            JsonObject fields => fields[steps[0]] ??= isListNext ? new JsonArray() : new JsonObject(),
            JsonArray list when IsIndex(steps[0]) && !IsSentences(list) => Element(list, int.Parse(steps[0], CultureInfo.InvariantCulture), isListNext),
            _ => null,
        };
        if (isLast && child is JsonArray sentences && (sentences.Count == 0 || IsSentences(sentences)))
        {
            sentences.Add(sentence);
        }
        else if (!isLast && child is not null)
        {
            Put(child, steps[1..], sentence);
        }
    }

    private static JsonNode Element(JsonArray list, int index, bool isList)
    {
        while (list.Count <= index)
        {
            list.Add(list.Count == index && isList ? new JsonArray() : new JsonObject());
        }

        return list[index]!;
    }

    private static bool IsIndex(string step) => step.Length is > 0 and <= 6 && step.All(char.IsAsciiDigit);

    private static bool IsSentences(JsonArray list) => list is [JsonValue, ..];
}
