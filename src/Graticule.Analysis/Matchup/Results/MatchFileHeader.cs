using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>The part of a match file that is JSON.</summary>
internal sealed record MatchFileHeader(
    MatchSide Primary, MatchSide Secondary, JsonObject Request, MatchSummary Summary, bool BoxesOfSecondaries, IReadOnlyList<string> Strings);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MatchFileHeader))]
internal sealed partial class MatchFileJson : JsonSerializerContext;
