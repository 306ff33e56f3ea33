using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs.Udf;

namespace Graticule.Analysis.GraphJobs;

/// <summary>What is told to callers of the languages that users' code may be in.</summary>
public static class ServedRuntimes
{
    /// <summary>By name, as openEO describes runtimes; empty where none is installed.</summary>
    public static JsonObject Describe() => new(UdfRuntimes.List().Select(runtime => KeyValuePair.Create(runtime.Name, (JsonNode?)Describe(runtime))));

    private static JsonObject Describe(UdfRuntime runtime) => new()
    {
        ["title"] = runtime.Title,
        ["type"] = "language",
        ["default"] = runtime.Default,
        ["versions"] = new JsonObject(runtime.Versions.Select(version => KeyValuePair.Create(version.Key, (JsonNode?)new JsonObject
        {
            ["libraries"] = new JsonObject(version.Value.Select(library => KeyValuePair.Create(library.Key, (JsonNode?)new JsonObject { ["version"] = library.Value }))),
        }))),
    };
}
