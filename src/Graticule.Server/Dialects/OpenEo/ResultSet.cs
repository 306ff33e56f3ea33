using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Raster.CubeFormats;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>One file of a run's results.</summary>
/// <param name="File">What is in it.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Checksum">SHA-256 in hexadecimal; null: not known.</param>
/// <param name="Key">Key in the file store; null for the value, which is in the job itself.</param>
internal sealed record ResultFile(WrittenFile File, long? Length, string? Checksum, string? Key);

/// <summary>What a run gave: the files that the graph saved, or else its value.</summary>
/// <param name="Run">The engine's job.</param>
/// <param name="Files">As the graph saved them.</param>
/// <param name="Value">The value; null also where there is none.</param>
internal sealed record ResultSet(Job Run, IReadOnlyList<ResultFile> Files, JsonNode? Value)
{
    private const string ValueName = "result.json";

    /// <summary>What the run took, divided by what its estimate had told: <c>seconds</c> and <c>bytes</c>; null where that was not kept.</summary>
    public JsonObject? EstimateError { get; init; }

    /// <summary>Files, with the value in the place of one where there are none.</summary>
    public IReadOnlyList<ResultFile> Assets => Files.Count > 0
        ? Files
        : [new(new(ValueName, Words.Json) { Title = "Value of the process graph" }, Wire.Bytes(Value).Length, Checksum: null, Key: null)];

    public static async Task<ResultSet> ReadAsync(Job run, IFileStore files, CancellationToken cancellationToken)
    {
        var value = run.Outputs.FirstOrDefault(output => output.Name == GraphDescription.Value)?.Value;
        if (run.Outputs.FirstOrDefault(output => output.Name == GraphDescription.Results) is not { FileKey: { } main } folder)
        {
            return new(run, [], value);
        }

        var list = await ReadListAsync(main, files, cancellationToken);
        var saved = (list["files"] as JsonArray ?? []).OfType<JsonObject>().Select(file => Read(file, folder));
        return new(run, [.. saved], value) { EstimateError = list["estimate_error"] as JsonObject };
    }

    /// <summary>What the run wrote of its results.</summary>
    private static async Task<JsonObject> ReadListAsync(string main, IFileStore files, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(main, cancellationToken)
            ?? throw new ProblemException(ProblemKind.NotFound, "The results were removed meanwhile.");
        return await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken) as JsonObject ?? [];
    }

    private static ResultFile Read(JsonObject file, JobOutput folder)
    {
        var written = file.Deserialize(StoredJson.Default.WrittenFile) ?? throw new JsonException("An entry of the list of results is no file.");
        return new(written, (long?)file["size"], (string?)file["checksum"], folder.KeyOf(written.Name));
    }
}
