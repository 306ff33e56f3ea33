using System.Text.Json.Nodes;
using Graticule.Jobs.Inputs;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>What a worker knows of where chips come from.</summary>
/// <param name="IndexFolder">Index of the registered files of analysis ready data.</param>
/// <param name="WorkFolder">A folder of the job, for what is fetched.</param>
/// <param name="Threads">Files that are read at once; at least 1.</param>
/// <param name="Fetch">What may be fetched.</param>
public sealed record ChipInputSettings(string IndexFolder, string WorkFolder, int Threads, FetchPolicy Fetch)
{
    /// <summary>What becomes of dates that not all of the eight inputs have.</summary>
    public MissingLooks Missing { get; init; } = MissingLooks.Zero;

    /// <summary>What a server sends with the orders of processes that read chips.</summary>
    public static JsonObject Write(string indexFolder, FetchPolicy fetch) => new() { ["ard"] = indexFolder, ["fetch"] = FetchPolicyText.Write(fetch) };

    /// <summary>Reads what <see cref="Write"/> wrote; without it, nothing is registered and only public hosts are asked.</summary>
    public static ChipInputSettings Read(JsonObject settings, string workFolder, int threads) => new(
        settings["ard"]?.GetValue<string>() ?? Path.Combine(workFolder, "ard"),
        workFolder,
        Math.Max(1, threads),
        settings["fetch"] is JsonObject fetch ? FetchPolicyText.Read(fetch) : new());
}
