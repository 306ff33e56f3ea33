using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Reads the text of a CWL document, YAML or JSON, as a JSON tree.</summary>
internal static class CwlReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null after a fault that stops the reader. Duplicate keys are faults too, but do not stop it.</summary>
    /// <param name="body">The text, UTF-8.</param>
    /// <param name="mediaType">With <c>json</c> in it: JSON only. Anything else: YAML, of which JSON is a part.</param>
    /// <param name="limits">How large the text and the tree may be.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="place">Pointer to where the document was asked for; empty for the one that was sent.</param>
    public static JsonNode? Read(ReadOnlyMemory<byte> body, string mediaType, CwlLimits limits, CwlFaults faults, string place = "")
    {
        if (body.Length > limits.MaxBytes)
        {
            faults.Add(place, $"The document has {body.Length} bytes; at most {limits.MaxBytes} are read.");
            return null;
        }

        try
        {
            var text = Strict.GetString(body.Span).TrimStart('\uFEFF');
            var root = mediaType.Contains("json", StringComparison.OrdinalIgnoreCase) || LooksLikeJson(text)
                ? ReadJson(text, limits)
                : new YamlReader(limits, faults, place).Read(text);
            if (root is not (JsonObject or JsonArray))
            {
                faults.Add(place, "The document is empty, or a single value; a CWL document is a map with 'cwlVersion' and 'class' or '$graph'.");
                return null;
            }

            return root;
        }
        catch (DecoderFallbackException)
        {
            faults.Add(place, "The document is not UTF-8.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            faults.Add(place, exception is JsonException ? $"The document is not JSON: {exception.Message}" : exception.Message);
        }

        return null;
    }

    /// <summary>Flow maps of YAML begin as JSON does; they are told apart by the first key, which JSON quotes.</summary>
    private static bool LooksLikeJson(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.Length > 1 && start[0] == '{' && start[1..].TrimStart() is ['"', ..] && IsJson(text);
    }

    private static bool IsJson(string text)
    {
        var reader = new Utf8JsonReader(Strict.GetBytes(text), new JsonReaderOptions { MaxDepth = 1000 });
        try
        {
            while (reader.Read())
            {
                // Only whether it can be read matters.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonNode? ReadJson(string text, CwlLimits limits)
    {
        var options = new JsonDocumentOptions { MaxDepth = limits.MaxDepth, AllowDuplicateProperties = false };
        var root = JsonNode.Parse(text, documentOptions: options);
        var nodes = CwlTree.Count(root, limits.MaxNodes);
        return nodes <= limits.MaxNodes ? root : throw new FormatException($"The document has more than {limits.MaxNodes} values.");
    }
}
