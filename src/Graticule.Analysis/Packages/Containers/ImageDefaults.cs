using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>What an image does and sets when it is not told otherwise: the <c>config</c> of an OCI image, or the run script of a SIF.</summary>
/// <param name="Command">Program and arguments; null: none is known.</param>
/// <param name="Environment">Variables that the image sets.</param>
internal sealed record ImageDefaults(IReadOnlyList<string>? Command, IReadOnlyDictionary<string, string> Environment)
{
    private const string RunScript = "/.singularity.d/runscript";
    private const string ConfigFile = ".graticule-config.json";

    /// <summary>Of an unpacked image: by its own run script, or by the OCI configuration that lies in the file <c>.graticule-config.json</c> at its root.</summary>
    public static ImageDefaults Of(string root)
    {
        var config = ReadConfig(Path.Combine(root, ConfigFile)) ?? [];
        List<string> command = File.Exists(root + RunScript) ? [RunScript] : [.. Words(config["Entrypoint"]), .. Words(config["Cmd"])];
        var environment = Words(config["Env"]).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2);
        return new(
            command.Count > 0 ? command : null,
            environment.DistinctBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    /// <summary>Keeps what <c>podman image inspect</c> says of an image beside its files.</summary>
    public static async Task WriteAsync(string root, string inspected, CancellationToken cancellationToken)
    {
        if (JsonNode.Parse(inspected) is JsonArray { Count: > 0 } images && images[0]?["Config"] is { } config)
        {
            await File.WriteAllTextAsync(Path.Combine(root, ConfigFile), config.ToJsonString(), cancellationToken);
        }
    }

    private static JsonObject? ReadConfig(string path)
    {
        try
        {
            var read = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject : null;
            return read?["config"] as JsonObject ?? read;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Words(JsonNode? list) => (list as JsonArray)?.OfType<JsonValue>().Select(word => word.ToString()) ?? [];
}
