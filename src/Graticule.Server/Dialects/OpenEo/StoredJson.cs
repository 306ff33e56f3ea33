using System.Text.Json;
using System.Text.Json.Serialization;
using Graticule.Jobs.Execution;
using Graticule.Raster.CubeFormats;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>How the files that jobs leave are read.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = false)]
[JsonSerializable(typeof(JobUsage))]
[JsonSerializable(typeof(WrittenFile))]
internal sealed partial class StoredJson : JsonSerializerContext;
