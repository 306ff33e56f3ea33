using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>The members of a job that are kept as they come, with what they are where nobody says anything.</summary>
internal static class JobMembers
{
    /// <summary>May be changed at any time: they say nothing of what is computed.</summary>
    public static IReadOnlyList<(string Name, Func<JsonNode?> Usual)> Labels { get; } =
    [
        ("userTags", () => new JsonArray()),
        ("folderId", () => null),
        ("isTemplate", () => JsonValue.Create(false)),
    ];

    /// <summary>Part of what is asked for.</summary>
    public static IReadOnlyList<(string Name, Func<JsonNode?> Usual)> Settings { get; } =
    [
        ("billingPriorityValue", () => null),
        ("jobvariables", () => new JsonArray()),
        ("monteCarloIterations", () => null),
        ("optimizer", () => null),
        ("resourceFilters", () => new JsonArray()),
        ("archiveFilters", () => new JsonArray()),
        ("remoteVizConfig", () => null),
        ("cidrRule", () => null),
        ("publicKey", () => null),
        ("sshPort", () => null),
        ("jobAutomations", () => new JsonArray()),
        ("clonedFrom", () => null),
        ("templatedFrom", () => null),
        ("autoTerminateCluster", () => JsonValue.Create(true)),
    ];

    /// <summary>Of an analysis.</summary>
    public static IReadOnlyList<(string Name, Func<JsonNode?> Usual)> AnalysisSettings { get; } =
    [
        ("flags", () => new JsonObject()),
        ("inputFolders", () => new JsonArray()),
        ("useRescaleLicense", () => JsonValue.Create(false)),
        ("onDemandLicenseSeller", () => null),
        ("userDefinedLicenseSettings", () => null),
        ("useMpi", () => JsonValue.Create(false)),
        ("licenseSettings", () => new JsonArray()),
    ];

    /// <summary>Copies members of a request, and where it has none those of before.</summary>
    public static void Copy(InputObject input, JsonObject? before, JsonObject target, IEnumerable<(string Name, Func<JsonNode?> Usual)> members)
    {
        foreach (var (name, usual) in members)
        {
            target[name] = input.Has(name) ? input.Raw(name)?.DeepClone() : before is not null ? before[name]?.DeepClone() : usual();
        }
    }
}
