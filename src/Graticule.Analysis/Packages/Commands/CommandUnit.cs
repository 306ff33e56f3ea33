using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>The execution unit of a command package (OGC 20-044, executionUnit.yaml).</summary>
/// <param name="Type"><c>docker</c>, <c>oci</c>, <c>SLURM</c>.</param>
/// <param name="Image">Reference to a container image; null: the entry point names it.</param>
/// <param name="InputBindings">By input: what it puts on the command line.</param>
/// <param name="Globs">By output: patterns of the names of its files, relative to the working folder.</param>
internal sealed record CommandUnit(
    string Type, string? Image, IReadOnlyDictionary<string, InputBinding> InputBindings, IReadOnlyDictionary<string, IReadOnlyList<string>> Globs)
{
    /// <summary>What the worker itself may take of the job's memory, in MiB.</summary>
    public const int ProgramMemory = 128;

    private const int MiBInGB = 1024;

    /// <summary>So that the command's own limit is reached before the job's, and can be named.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMinutes(5);

    public bool IsSlurm => Type.Equals("SLURM", StringComparison.OrdinalIgnoreCase);

    /// <summary>Most memory that it says it needs, in MiB; null: it does not say.</summary>
    public int? MemoryMiB { get; private init; }

    public int? Cores { get; private init; }

    public TimeSpan? Timeout { get; private init; }

    /// <summary>What a job needs to run it, the worker's own share included; null: it does not say.</summary>
    public Resources? Resources()
    {
        if (MemoryMiB is null && Cores is null && Timeout is null)
        {
            return null;
        }

        var usual = Jobs.Resources.Default;
        var time = (Timeout ?? TimeSpan.Zero) + TimeToEnd;
        return new()
        {
            CoresPerNode = Cores,
            MemoryMiB = Math.Max(usual.MemoryMiB, (MemoryMiB ?? 0) + ProgramMemory),
            WallTime = time > usual.WallTime ? time : usual.WallTime,
        };
    }

    public static CommandUnit Read(JsonObject unit)
    {
        var config = unit["config"] as JsonObject ?? [];
        var bindings = unit["bindings"] as JsonObject ?? [];
        return new(Text(unit["type"]) ?? "docker", Text(unit["image"]), ReadInputs(bindings), ReadOutputs(bindings))
        {
            MemoryMiB = Number(config["memoryMax"] ?? config["memoryMin"]) is { } memory ? (int)Math.Min(memory * MiBInGB, 1 << 30) : null,
            Cores = Number(config["cpuMax"] ?? config["cpuMin"]) is { } cores ? Math.Max(1, (int)Math.Ceiling(Math.Min(cores, short.MaxValue))) : null,
            Timeout = Number(config["jobTimeout"]) is > 0 and var seconds ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) : null,
        };
    }

    private static Dictionary<string, InputBinding> ReadInputs(JsonObject bindings) => (bindings["inputBindings"] as JsonObject ?? [])
        .Where(entry => entry.Value is JsonObject)
        .ToDictionary(
            entry => entry.Key,
            entry => new InputBinding(
                Text(entry.Value!["prefix"]), Number(entry.Value["position"]) ?? 0, Text(entry.Value["valueFrom"]), Text(entry.Value["itemSeparator"])),
            StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<string>> ReadOutputs(JsonObject bindings) => (bindings["outputBindings"] as JsonObject ?? [])
        .ToDictionary(
            entry => entry.Key,
            entry => (IReadOnlyList<string>)[.. (entry.Value?["glob"] is JsonArray many ? many : [entry.Value?["glob"]?.DeepClone()]).Select(Text).OfType<string>()],
            StringComparer.Ordinal);

    private static string? Text(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : null;

    private static double? Number(JsonNode? node) =>
        node?.GetValueKind() is JsonValueKind.Number ? double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}

/// <summary>What one input puts on the command line (CWL's CommandLineBinding).</summary>
/// <param name="Prefix">A word before the value; joined with it when it ends with <c>=</c>.</param>
/// <param name="Position">Order on the command line; equal ones in the order of the description.</param>
/// <param name="ValueFrom">Text in place of the value; <c>$(self)</c>, <c>$(self.path)</c>, <c>$(inputs.NAME)</c> and <c>$(inputs.NAME.path)</c> are filled in.</param>
/// <param name="ItemSeparator">Joins the items of a list into one word; null: each is a word.</param>
internal sealed record InputBinding(string? Prefix, double Position, string? ValueFrom, string? ItemSeparator);
