using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Graticule.Jobs.Storage;

/// <summary>How the parts of a job that are neither filtered nor sorted by are kept as text.</summary>
internal static class JobJson
{
    /// <summary>Deeper than any request may be, so that what was accepted can be read again.</summary>
    private const int MaxDepth = 512;

    private static readonly StoredJson Context = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });

    public static string Write(JobSpec spec) => JsonSerializer.Serialize(spec, Context.JobSpec);

    public static string? Write(IReadOnlyList<JobOutput> outputs) => outputs.Count == 0 ? null : JsonSerializer.Serialize(outputs, Context.IReadOnlyListJobOutput);

    public static string? Write(Problem? problem) => problem is null ? null : JsonSerializer.Serialize(problem, Context.Problem);

    /// <param name="text">UTF-8: inputs may be large, and are read often.</param>
    public static JobSpec ReadSpec(byte[] text) => JsonSerializer.Deserialize(text, Context.JobSpec) ?? throw new JsonException("null where a request was stored.");

    public static IReadOnlyList<JobOutput> ReadOutputs(string? text) => text is null ? [] : Read(text, Context.IReadOnlyListJobOutput);

    public static Problem? ReadProblem(string? text) => text is null ? null : Read(text, Context.Problem);

    private static T Read<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new JsonException($"null where a {typeof(T).Name} was stored.");
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(IReadOnlyList<JobOutput>))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class StoredJson : JsonSerializerContext;
