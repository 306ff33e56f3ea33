using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>The values of a job's inputs as words of a command line: texts as they are, files as their paths inside the container, all else as JSON.</summary>
internal sealed class InputWords(ProcessDescription process, JsonObject inputs, Func<string, string> inside)
{
    /// <summary>Longest argument that Linux takes (MAX_ARG_STRLEN), in bytes.</summary>
    private const int LongestWord = 131072 - 1;

    /// <summary>The values of an input, its default where it has none; empty when it was left out or is null.</summary>
    public IReadOnlyList<string> Of(string name)
    {
        var input = process.Inputs.FirstOrDefault(input => input.Name == name);
        if (input is null)
        {
            return [];
        }

        var value = inputs.TryGetPropertyValue(name, out var given) ? given : input.Schema["default"];
        return value switch
        {
            null => [],
            JsonArray many when input.IsList || (input.Schema["type"] as JsonValue)?.ToString() == "array" => [.. many.OfType<JsonNode>().Select(one => Word(input, one))],
            _ => [Word(input, value)],
        };
    }

    /// <summary>What is wrong with values that no command line can hold.</summary>
    public static IEnumerable<Fault> Check(ProcessDescription process, JsonObject inputs)
    {
        foreach (var input in process.Inputs)
        {
            foreach (var word in new InputWords(process, inputs, path => path).Of(input.Name))
            {
                if (word.Contains('\0', StringComparison.Ordinal))
                {
                    yield return new($"/inputs/{input.Name}", "The value holds a NUL character, which no command line can.");
                }
                else if (System.Text.Encoding.UTF8.GetByteCount(word) > LongestWord)
                {
                    yield return new($"/inputs/{input.Name}", $"The value has more than {LongestWord} bytes, which is the longest that a command line can hold.");
                }
            }
        }
    }

    private string Word(Parameter input, JsonNode value)
    {
        if (value.GetValueKind() is not JsonValueKind.String)
        {
            return value.ToJsonString();
        }

        var text = value.GetValue<string>();
        return input.IsFile || input.IsFolder ? inside(text) : text;
    }
}
