using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>One test of upstream's files: arguments of a process, and what it returns or throws.</summary>
/// <param name="Process">Id of the process.</param>
/// <param name="Number">Place in the file, from 0.</param>
/// <param name="Body">The test as it is written.</param>
internal sealed record UpstreamTest(string Process, int Number, JsonObject Body)
{
    internal static string? Folder { get; } = SharedData.Find("conformance/openeo-processes/tests");

    internal string Name => $"{Process}#{Number}";

    internal JsonObject Arguments => (JsonObject)Body["arguments"]!;

    internal double Delta => (double?)Body["delta"] ?? 1e-10;

    internal bool Returns => Body.ContainsKey("returns");

    internal bool Throws => Body.ContainsKey("throws");

    /// <summary>The exception that must be thrown; null where any will do.</summary>
    internal string? Exception => Body["throws"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;

    /// <summary>The process itself, and others that its callback calls.</summary>
    internal IEnumerable<string> Needs => [Process, .. (Body["required"] as JsonArray ?? []).Select(id => (string)id!)];

    /// <summary>Files that it refers to and of which there is no copy.</summary>
    internal IEnumerable<string> AbsentFiles => References(Body).Distinct(StringComparer.Ordinal).Where(file => !File.Exists(Path.Combine(Folder!, file)));

    /// <summary>Processes with a file, and their tests.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<UpstreamTest>> All { get; } = Folder is null
        ? new SortedDictionary<string, IReadOnlyList<UpstreamTest>>(StringComparer.Ordinal)
        : new SortedDictionary<string, IReadOnlyList<UpstreamTest>>(
            Directory.EnumerateFiles(Folder, "*.json5").ToDictionary(file => Path.GetFileNameWithoutExtension(file), Read, StringComparer.Ordinal),
            StringComparer.Ordinal);

    internal static UpstreamTest Find(string name)
    {
        var parts = name.Split('#');
        return All[parts[0]][int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)];
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "$ref" ? [member.Value!.ToString()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static IReadOnlyList<UpstreamTest> Read(string file)
    {
        var id = Path.GetFileNameWithoutExtension(file);
        return [.. Json5.Parse(File.ReadAllText(file))!["tests"]!.AsArray().Select((body, number) => new UpstreamTest(id, number, (JsonObject)body!))];
    }
}
