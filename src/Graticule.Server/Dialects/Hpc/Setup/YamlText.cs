using System.Text.Json.Nodes;
using Graticule.Jobs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>A file of YAML as JSON, in which scalars are texts and empty ones null.</summary>
internal static class YamlText
{
    private const int MostBytes = 1 << 20;
    private const int Deepest = 32;

    /// <exception cref="ProblemException">InvalidInput: it cannot be read, or its root is no map.</exception>
    public static JsonObject ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw Fault($"'{path}' is larger than {MostBytes >> 20} MiB, which no configuration is.");
            }

            using var reader = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents is [var document] && Convert(document.RootNode, 0) is JsonObject root
                ? root
                : throw Fault($"'{path}' must be one document, a map with keys such as 'coreTypes'.");
        }
        catch (YamlException exception)
        {
            throw Fault($"'{path}' is no YAML: line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault($"'{path}' cannot be read: {exception.Message}");
        }
    }

    private static JsonNode? Convert(YamlNode node, int depth)
    {
        if (depth > Deepest)
        {
            throw new YamlException(node.Start, node.End, "It is nested too deep.");
        }

        switch (node)
        {
            case YamlScalarNode { Value: null or "" or "~" or "null", Style: ScalarStyle.Plain or ScalarStyle.Any }:
                return null;
            case YamlScalarNode scalar:
                return JsonValue.Create(scalar.Value);
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(child => Convert(child, depth + 1))]);
            case YamlMappingNode map:
                JsonObject members = [];
                foreach (var (key, value) in map.Children)
                {
                    members[(key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "A key must be a text.")] = Convert(value, depth + 1);
                }

                return members;
            default:
                throw new YamlException(node.Start, node.End, "This cannot be used here.");
        }
    }

    private static ProblemException Fault(string message) => new(ProblemKind.InvalidInput, message, "--hpc");
}
