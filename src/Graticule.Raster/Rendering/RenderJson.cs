using System.Text.Json.Serialization;

namespace Graticule.Raster.Rendering;

/// <summary>How requests and answers are written between a server and its render process.</summary>
[JsonSourceGenerationOptions(IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(MapRequest))]
[JsonSerializable(typeof(LayerRequest))]
[JsonSerializable(typeof(LayerInfo))]
[JsonSerializable(typeof(PointRequest))]
[JsonSerializable(typeof(PointValues))]
[JsonSerializable(typeof(CoverageRequest))]
[JsonSerializable(typeof(RenderFault))]
[JsonSerializable(typeof(Gdal.ReadFigures))]
public sealed partial class RenderJson : JsonSerializerContext;
