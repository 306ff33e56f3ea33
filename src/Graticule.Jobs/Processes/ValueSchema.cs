using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>
/// A JSON Schema, compiled once. Known are <c>type</c>, <c>nullable</c>, <c>enum</c>, <c>const</c>, the limits of numbers, texts and
/// arrays, <c>pattern</c>, <c>format</c> (see <see cref="TextFormat"/> and <c>ogc-bbox</c>), <c>contentEncoding</c> base64,
/// <c>items</c>, <c>properties</c>, <c>required</c>, <c>additionalProperties</c>, <c>oneOf</c>, <c>anyOf</c> and <c>allOf</c>;
/// every other keyword is an annotation.
/// </summary>
internal sealed class ValueSchema
{
    private readonly HashSet<string> _types;
    private readonly bool _isNullable;
    private readonly JsonNode?[]? _allowed;
    private readonly NumberLimits? _number;
    private readonly TextLimits? _text;
    private readonly ArrayShape? _array;
    private readonly ObjectShape? _object;
    private readonly Alternatives? _alternatives;
    private readonly bool _isBox;

    private ValueSchema(JsonObject schema)
    {
        _types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        _isNullable = _types.Contains("null") || (schema["nullable"] is JsonValue nullable && nullable.GetValueKind() == JsonValueKind.True);
        _allowed = Allowed(schema);
        _number = NumberLimits.Of(schema);
        _text = TextLimits.Of(schema);
        _array = ArrayShape.Of(schema);
        _object = ObjectShape.Of(schema);
        _alternatives = Alternatives.Of(schema);
        _isBox = schema["format"] is JsonValue format && format.TryGetValue(out string? name) && name == "ogc-bbox";
    }

    public static ValueSchema Compile(JsonObject schema) => new(schema);

    /// <summary>Null where there is no schema.</summary>
    public static ValueSchema? Find(JsonNode? schema) => schema is JsonObject found ? new(found) : null;

    public bool Accepts(JsonNode? value)
    {
        var walk = new Walk("", isQuiet: true);
        Check(value, ref walk);
        return walk.Count == 0;
    }

    public void Check(JsonNode? value, ref Walk walk)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (kind == JsonValueKind.Null && _isNullable)
        {
            return;
        }

        if (!HasType(kind, value))
        {
            if (walk.Fails())
            {
                walk.Add($"The value is {Name(kind)}; it must be of type {string.Join(" or ", _types)}.");
            }

            return;
        }

        CheckAllowed(value, ref walk);
        switch (kind)
        {
            case JsonValueKind.Number:
                _number?.Check(value!, ref walk);
                break;
            case JsonValueKind.String:
                _text?.Check(value!.GetValue<string>(), ref walk);
                break;
            case JsonValueKind.Array:
                _array?.Check((JsonArray)value!, ref walk);
                break;
            case JsonValueKind.Object:
                _object?.Check((JsonObject)value!, ref walk);
                break;
        }

        if (_isBox)
        {
            BoundingBox.Check(value, ref walk);
        }

        _alternatives?.Check(value, ref walk);
    }

    private static JsonNode?[]? Allowed(JsonObject schema)
    {
        if (schema.TryGetPropertyValue("const", out var only))
        {
            return [only];
        }

        return schema["enum"] is JsonArray values ? [.. values] : null;
    }

    private bool HasType(JsonValueKind kind, JsonNode? value) => _types.Count == 0 || kind switch
    {
        JsonValueKind.String => _types.Contains("string"),
        JsonValueKind.Number => _types.Contains("number") || (_types.Contains("integer") && double.IsInteger(Numbers.Read(value!))),
        JsonValueKind.True or JsonValueKind.False => _types.Contains("boolean"),
        JsonValueKind.Array => _types.Contains("array"),
        JsonValueKind.Object => _types.Contains("object"),
        _ => false,
    };

    private void CheckAllowed(JsonNode? value, ref Walk walk)
    {
        if (_allowed is not null && !Array.Exists(_allowed, allowed => JsonNode.DeepEquals(allowed, value)) && walk.Fails())
        {
            walk.Add($"The value must be {(_allowed.Length == 1 ? "" : "one of ")}{string.Join(", ", _allowed.Select(allowed => allowed?.ToJsonString() ?? "null"))}.");
        }
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => "null",
    };
}
