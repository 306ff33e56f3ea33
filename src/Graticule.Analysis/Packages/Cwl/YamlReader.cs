using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// Reads one YAML document as a JSON tree. Aliases are written out, and what they stand for counts against the limit of nodes, so a
/// short text cannot become a large tree. <c>&lt;&lt;</c> merges maps as YAML 1.1 has it.
/// </summary>
/// <param name="limits">How deep and how large the tree may be.</param>
/// <param name="faults">Takes every duplicate key and every scalar that cannot be read; what stops the reader is thrown.</param>
/// <param name="place">Pointer to where the text was asked for; faults are reported there.</param>
internal sealed class YamlReader(CwlLimits limits, CwlFaults faults, string place)
{
    private const string MergeKey = "<<";

    private readonly Dictionary<AnchorName, (JsonNode? Node, int Size)> _anchors = [];
    private int _nodes;

    /// <exception cref="FormatException">The text is no YAML, or over a limit. The message names line and column.</exception>
    public JsonNode? Read(string text)
    {
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Current is { } next and not StreamEnd)
            {
                throw Stop(next, "A second YAML document begins here; send one document.");
            }

            return root;
        }
        catch (YamlException exception)
        {
            throw new FormatException($"Line {exception.Start.Line}, column {exception.Start.Column}: {Cause(exception)}", exception);
        }
    }

    private JsonNode? ReadNode(Parser parser, int depth)
    {
        var at = parser.Current!;
        if (depth > limits.MaxDepth)
        {
            throw Stop(at, $"The document is nested deeper than {limits.MaxDepth} levels.");
        }

        if (at is AnchorAlias alias)
        {
            parser.MoveNext();
            return Repeat(alias);
        }

        Count(at, 1);
        var before = _nodes - 1;
        var node = at switch
        {
            Scalar => ReadScalar(parser.Consume<Scalar>()),
            SequenceStart => ReadList(parser, depth),
            MappingStart => ReadMap(parser, depth),
            _ => throw Stop(at, "A value was expected here."),
        };
        if (at is NodeEvent { Anchor.IsEmpty: false } named)
        {
            _anchors[named.Anchor] = (node, _nodes - before);
        }

        return node;
    }

    private JsonNode? Repeat(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var anchor))
        {
            throw Stop(alias, $"There is no finished anchor '&{alias.Value}' above this alias.");
        }

        Count(alias, anchor.Size);
        return anchor.Node?.DeepClone();
    }

    private JsonNode? ReadScalar(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        switch (tag)
        {
            case "" when scalar.Style == ScalarStyle.Plain:
                if (!YamlScalar.TryRead(scalar.Value, out var node))
                {
                    Report(scalar, $"'{scalar.Value}' is no number that JSON can hold; put it in quotes if it is a text.");
                }

                return node;
            case "" or "!" or "tag:yaml.org,2002:str":
                return JsonValue.Create(scalar.Value);
            case "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" when YamlScalar.Number(scalar.Value) is { } number:
                return number;
            case "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null" when YamlScalar.TryRead(scalar.Value, out var tagged):
                return tagged;
            default:
                Report(scalar, $"The tag '{tag}' is not known for '{scalar.Value}'; CWL needs no tags.");
                return null;
        }
    }

    private JsonArray ReadList(Parser parser, int depth)
    {
        parser.Consume<SequenceStart>();
        JsonArray list = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(ReadNode(parser, depth + 1));
        }

        return list;
    }

    private JsonObject ReadMap(Parser parser, int depth)
    {
        parser.Consume<MappingStart>();
        JsonObject map = [];
        List<JsonNode?>? merged = null;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            if (at is not Scalar && at is not AnchorAlias)
            {
                throw Stop(at, "A key must be a text.");
            }

            var isPlain = at is Scalar { Style: ScalarStyle.Plain };
            var key = at is Scalar ? parser.Consume<Scalar>().Value : ReadNode(parser, depth + 1)?.ToString() ?? "";
            var value = ReadNode(parser, depth + 1);
            if (isPlain && key == MergeKey)
            {
                (merged ??= []).Add(value);
            }
            else if (!map.TryAdd(key, value))
            {
                Report(at, $"The key '{key}' stands twice in the same map.");
            }
        }

        merged?.ForEach(value => Merge(map, value));
        return map;
    }

    /// <summary>Keys that the map has itself, or has from an earlier map, stay.</summary>
    private static void Merge(JsonObject map, JsonNode? value)
    {
        foreach (var source in value is JsonArray several ? several.OfType<JsonObject>() : [.. new[] { value }.OfType<JsonObject>()])
        {
            foreach (var (key, member) in source)
            {
                if (!map.ContainsKey(key))
                {
                    map[key] = member?.DeepClone();
                }
            }
        }
    }

    private void Count(ParsingEvent at, int nodes)
    {
        _nodes += nodes;
        if (_nodes > limits.MaxNodes)
        {
            throw Stop(at, $"The document has more than {limits.MaxNodes} values once its aliases are written out.");
        }
    }

    private void Report(ParsingEvent at, string message) => faults.Add(place, $"Line {at.Start.Line}, column {at.Start.Column}: {message}");

    private static FormatException Stop(ParsingEvent at, string message) => new($"Line {at.Start.Line}, column {at.Start.Column}: {message}");

    private static string Cause(YamlException exception) => $"The text is not YAML: {exception.Message.TrimEnd('.')}.";
}
