using System.Text.Json;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>
/// The definitions of openEO's processes, release 2.0.0-rc.2: ids, parameters and schemas are those of the release; and of the processes that this
/// program has besides. There are more of them than processes; only what can be run is to be served.
/// </summary>
public static class ProcessSpecs
{
    /// <summary>The release of the definitions.</summary>
    public const string Version = "2.0.0-rc.2";

    private static readonly Dictionary<string, ProcessSpec> ById = ReadAll().ToDictionary(spec => spec.Id, StringComparer.Ordinal);

    /// <summary>All definitions, by id.</summary>
    public static IReadOnlyList<ProcessSpec> All { get; } = [.. ById.Values.OrderBy(spec => spec.Id, StringComparer.Ordinal)];

    /// <summary>A definition; null if there is none.</summary>
    public static ProcessSpec? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The definitions of processes, by id.</summary>
    public static IReadOnlyList<ProcessSpec> Of(IEnumerable<GraphProcess> processes) =>
        [.. processes.Select(process => Find(process.Id)).OfType<ProcessSpec>().OrderBy(spec => spec.Id, StringComparer.Ordinal)];

    private static IEnumerable<ProcessSpec> ReadAll()
    {
        var assembly = typeof(ProcessSpecs).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("process-", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            var json = document.RootElement.Clone();
            yield return ProcessSpec.Read(json.GetProperty("id").GetString()!, json);
        }
    }
}
