using System.Text.Json;
using System.Text.Json.Serialization;
using Graticule.Jobs.Files;

namespace Graticule.Jobs.Inputs;

/// <summary>One remote file as it was when a job was given it.</summary>
/// <param name="Pointer">JSON Pointer to the reference in the request, such as <c>/inputs/il/0</c>.</param>
/// <param name="Sha256">Hash of the content, in lower-case hexadecimal.</param>
/// <param name="Length">In bytes.</param>
public sealed record StagedInput(string Pointer, string Sha256, long Length);

/// <summary>What was fetched for a job: in its folder as <c>inputs.json</c>, and with its results afterwards, since addresses change what they answer.</summary>
public static class StagedInputs
{
    private const string Name = "inputs.json";

    /// <summary>Key of a finished job's list in the file store.</summary>
    public static string KeyOf(JobId job) => $"jobs/{job}/{Name}";

    /// <summary>Empty where nothing was fetched, or the job has not ended.</summary>
    public static async Task<IReadOnlyList<StagedInput>> ReadAsync(JobId job, IFileStore files, CancellationToken cancellationToken)
    {
        await using var kept = await files.OpenAsync(KeyOf(job), cancellationToken);
        return kept is null ? [] : await JsonSerializer.DeserializeAsync(kept, StagedJson.Default.IReadOnlyListStagedInput, cancellationToken) ?? [];
    }

    internal static async Task WriteAsync(string folder, IReadOnlyList<StagedInput> inputs, CancellationToken cancellationToken)
    {
        if (inputs.Count > 0)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(inputs, StagedJson.Default.IReadOnlyListStagedInput), cancellationToken);
        }
    }

    /// <summary>Moves the list from an attempt's folder to where it stays.</summary>
    internal static async Task KeepAsync(JobId job, string folder, IFileStore files, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Name);
        if (File.Exists(path))
        {
            await files.AdoptAsync(KeyOf(job), path, cancellationToken);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<StagedInput>))]
internal sealed partial class StagedJson : JsonSerializerContext;
