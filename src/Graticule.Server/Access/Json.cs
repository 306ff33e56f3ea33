using System.Text.Json;

namespace Graticule.Server.Access;

/// <summary>Members of claims, whatever form a provider gave them.</summary>
internal static class Json
{
    /// <summary>Null when the member is absent or no string.</summary>
    public static string? Text(JsonElement claims, string path) => Find(claims, path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>Seconds since 1970 (RFC 7519, NumericDate); null when the member is absent or no such number.</summary>
    public static double? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number && found.TryGetDouble(out var seconds) && double.IsFinite(seconds)
            ? seconds
            : null;

    /// <summary>The strings of an array, or one string, or its parts.</summary>
    /// <param name="claims">A JSON object.</param>
    /// <param name="path">A member, or one of a member, with a dot between; a member whose own name has dots comes first.</param>
    /// <param name="separator">What separates the parts of a string; null: it is one.</param>
    public static IEnumerable<string> Texts(JsonElement claims, string path, char? separator) => Find(claims, path) switch
    {
        { ValueKind: JsonValueKind.String } one => separator is { } letter ? one.GetString()!.Split(letter, StringSplitOptions.RemoveEmptyEntries) : [one.GetString()!],
        { ValueKind: JsonValueKind.Array } all => all.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    private static JsonElement? Find(JsonElement claims, string path)
    {
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (claims.TryGetProperty(path, out var found))
        {
            return found;
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && claims.TryGetProperty(path[..dot], out var inner) ? Find(inner, path[(dot + 1)..]) : null;
    }
}
