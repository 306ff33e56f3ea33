using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema.Validation;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>The validator's errors as faults that say where.</summary>
internal static class SchemaFaults
{
    private const int MostReasons = 3;

    /// <summary>What is wrong with a body: every part that does not hold where all must, and the reasons where none of some alternatives does.</summary>
    public static IEnumerable<SchemaFault> Of(IEnumerable<ValidationError> errors, JsonNode? body) => errors.SelectMany(error => Of(error, body)).Distinct();

    private static IEnumerable<SchemaFault> Of(ValidationError error, JsonNode? body)
    {
        if (error is not ChildSchemaValidationError child || child.Errors.All(one => one.Value.Count == 0))
        {
            return [new(Pointer(error.Path, body), error.Kind.ToString())];
        }

        // Where a schema goes with a value of the discriminator, the other alternative is that it is another value; that is no news.
        var parts = child.Errors.Select(one => one.Value).Where(part => part.Count > 0 && !IsOtherValue(part)).ToList();
        if (error.Kind is not (ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf) || parts.Count == 1)
        {
            return parts.SelectMany(part => Of(part, body));
        }

        var reasons = parts.SelectMany(part => Of(part, body)).OrderByDescending(fault => fault.Pointer.Length).Take(MostReasons);
        return [new(Pointer(error.Path, body), $"{error.Kind} ({string.Join("; ", reasons)})")];
    }

    private static bool IsOtherValue(ICollection<ValidationError> part) => part.All(error => error.Kind == ValidationErrorKind.ExcludedSchemaValidates);

    /// <summary>The validator writes <c>#/a[0].b['c.d']</c>; the body tells which names there are.</summary>
    private static string Pointer(string? path, JsonNode? body)
    {
        var (rest, at, pointer) = ((path ?? "").TrimStart('#').TrimStart('/'), body, new StringBuilder());
        while (rest.Length > 0)
        {
            var part = Part(rest, at, out var length);
            rest = rest[length..].TrimStart('.');
            at = at switch
            {
                JsonArray items when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < items.Count => items[place],
                JsonObject members => members[part],
                _ => null,
            };
            pointer.Append('/').Append(part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    /// <summary>The first name or index of a path, and how much of the path it takes.</summary>
    private static string Part(string path, JsonNode? at, out int length)
    {
        var (start, end) = path.StartsWith("['", StringComparison.Ordinal) ? (2, "']") : path[0] == '[' ? (1, "]") : (0, "");
        var close = start == 0 ? -1 : path.IndexOf(end, StringComparison.Ordinal);
        if (close > 0)
        {
            length = close + end.Length;
            return path[start..close];
        }

        var known = (at as JsonObject)?.Select(member => member.Key).Where(key => Begins(path, key)).MaxBy(key => key.Length) ?? path;
        length = known.Length;
        return known;
    }

    private static bool Begins(string path, string key) => path.StartsWith(key, StringComparison.Ordinal) && (path.Length == key.Length || path[key.Length] is '.' or '[');
}
