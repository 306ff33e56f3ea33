using System.Text.Json.Serialization;

namespace Graticule.Analysis.Batch;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchOrder))]
[JsonSerializable(typeof(BatchManifest))]
[JsonSerializable(typeof(BatchRunRecord))]
internal sealed partial class BatchJson : JsonSerializerContext;
