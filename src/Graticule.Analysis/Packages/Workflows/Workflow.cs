using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Workflows;

/// <summary>A deployed workflow as its package holds it.</summary>
/// <param name="Title">For people.</param>
/// <param name="Description">For people.</param>
/// <param name="Version">Version of the workflow.</param>
/// <param name="Root">The outermost call; its inputs hold further calls, values, and <c>{"$input": name}</c> where the workflow's own inputs go.</param>
/// <param name="Outputs">Output of the outermost process to its name as the workflow's.</param>
/// <param name="Packages">The packages of deployed processes that it calls, by digest.</param>
internal sealed record Workflow(
    string Title, string? Description, string Version, NestedCall Root, IReadOnlyDictionary<string, string> Outputs, IReadOnlyDictionary<string, Package> Packages)
{
    public const string Kind = "workflow";

    /// <summary>The workflow's input that a node stands for; null for any other node.</summary>
    public static string? InputOf(JsonNode? node) =>
        node is JsonObject { Count: 1 } found && found["$input"] is JsonValue name && name.TryGetValue(out string? text) ? text : null;

    public JsonObject Write()
    {
        JsonObject packages = [];
        foreach (var (digest, package) in Packages)
        {
            packages[digest] = new JsonObject
            {
                ["kind"] = package.Kind,
                ["mediaType"] = package.MediaType,
                ["original"] = package.Original,
                ["content"] = package.Content.DeepClone(),
            };
        }

        return new()
        {
            ["title"] = Title,
            ["description"] = Description,
            ["version"] = Version,
            ["root"] = Root.Write(),
            ["outputs"] = new JsonObject(Outputs.Select(output => KeyValuePair.Create<string, JsonNode?>(output.Key, output.Value))),
            ["packages"] = packages,
        };
    }

    public static Workflow Read(JsonObject content)
    {
        _ = NestedCall.TryRead(content["root"], out var root);
        return new(
            (string)content["title"]!,
            (string?)content["description"],
            (string)content["version"]!,
            root,
            content["outputs"]!.AsObject().ToDictionary(output => output.Key, output => (string)output.Value!, StringComparer.Ordinal),
            content["packages"]!.AsObject().ToDictionary(package => package.Key, package => ReadPackage(package.Value!), StringComparer.Ordinal));
    }

    private static Package ReadPackage(JsonNode package) =>
        new((string)package["kind"]!, (string)package["mediaType"]!, (string)package["original"]!, (JsonObject)package["content"]!.DeepClone());
}
