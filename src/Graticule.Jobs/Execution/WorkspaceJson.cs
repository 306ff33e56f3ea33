using System.Text.Json;
using System.Text.Json.Serialization;

namespace Graticule.Jobs.Execution;

/// <summary>How the files of a workspace and the lines between pool and worker are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(JobIdConverter)])]
[JsonSerializable(typeof(JobOrder))]
[JsonSerializable(typeof(JobReport))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(ProgressNews))]
[JsonSerializable(typeof(JobUsage))]
[JsonSerializable(typeof(WorkerOrder))]
[JsonSerializable(typeof(WorkerNews))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;

internal sealed class JobIdConverter : JsonConverter<JobId>
{
    public override JobId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JobId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("This is no job id.");

    public override void Write(Utf8JsonWriter writer, JobId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
