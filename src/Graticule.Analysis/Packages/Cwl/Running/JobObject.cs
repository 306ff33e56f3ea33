using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>
/// Turns a job's inputs into the input object of a CWL process (CWL 1.2, Command Line Tool Description, 2.3): staged files and folders become
/// <c>File</c> and <c>Directory</c>, and what CWL has as a record of one text (<c>string_format</c>) is wrapped.
/// </summary>
/// <param name="Process">Whose inputs.</param>
/// <param name="Folder">The attempt's folder, where the paths of staged files begin.</param>
internal sealed record JobObject(PackedProcess Process, string Folder)
{
    private const int DeepestType = 32;

    /// <exception cref="ProblemException">InvalidInput, with every value that does not fit its type.</exception>
    public JsonObject Make(JsonObject inputs)
    {
        List<Fault> faults = [];
        JsonObject made = [];
        foreach (var (name, declared) in Process.Inputs)
        {
            if (inputs.TryGetPropertyValue(name, out var value) && value is not null)
            {
                var format = PackedProcess.Text((declared as JsonObject)?["format"]) ?? PackedProcess.Text(((declared as JsonObject)?["format"] as JsonArray)?.FirstOrDefault());
                made[name] = Convert(InputType.Of((declared as JsonObject)?["type"], Process), value, new($"/inputs/{name}", format, faults), DeepestType);
            }
        }

        return faults.Count == 0
            ? made
            : throw new ProblemException(new(ProblemKind.InvalidInput, $"The inputs do not fit the package: {faults[0].Message}", faults[0].Pointer, faults));
    }

    private JsonNode? Convert(InputType type, JsonNode? value, Place place, int depth)
    {
        if (depth == 0)
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"{place.Pointer}: the type of this input is nested more than {DeepestType} levels deep.", place.Pointer);
        }

        return type.Kind switch
        {
            "union" => ConvertUnion(type, value, place, depth),
            "array" => new JsonArray([.. (value is JsonArray list ? list.ToList() : [value])
                .Select((item, index) => Convert(type.Items!, item, place with { Pointer = $"{place.Pointer}/{index}" }, depth - 1))]),
            "record" => ConvertRecord(type, value, place, depth),
            "File" or "Directory" => Staged(type.Kind, value, place),
            "enum" => Symbol(type, value, place),
            _ => value?.DeepClone(),
        };
    }

    private JsonNode? ConvertUnion(InputType type, JsonNode? value, Place place, int depth)
    {
        foreach (var alternative in type.Alternatives.Where(one => one.Takes(value)))
        {
            List<Fault> faults = [];
            var converted = Convert(alternative, value, place with { Faults = faults }, depth - 1);
            if (faults.Count == 0)
            {
                return converted;
            }
        }

        place.Faults.Add(new(place.Pointer, $"This value fits none of the types that the package has for it: {type}."));
        return null;
    }

    private JsonObject? ConvertRecord(InputType type, JsonNode? value, Place place, int depth)
    {
        if (value is not JsonObject found)
        {
            if (type.Fields is [{ Name: "value" } only])
            {
                return new() { ["value"] = Convert(only.Type, value, place, depth - 1) };
            }

            place.Faults.Add(new(place.Pointer, $"This value must be an object with the members {string.Join(", ", type.Fields.Select(field => field.Name))}."));
            return null;
        }

        JsonObject made = [];
        foreach (var (name, field) in type.Fields)
        {
            if (found.TryGetPropertyValue(name, out var member) && member is not null)
            {
                made[name] = Convert(field, member, place with { Pointer = $"{place.Pointer}/{name}" }, depth - 1);
            }
            else if (!field.TakesNull)
            {
                place.Faults.Add(new($"{place.Pointer}/{name}", $"The member '{name}' is missing."));
            }
            else
            {
                // Left out rather than null, which the runner does not take for fields such as 'id'.
            }
        }

        return made;
    }

    /// <summary>A symbol, or an address whose last part is one, such as the URI of a coordinate reference system.</summary>
    private static JsonNode? Symbol(InputType type, JsonNode? value, Place place)
    {
        var text = PackedProcess.Text(value);
        var symbol = text is null ? null : type.Symbols.FirstOrDefault(one => one == text) ?? type.Symbols.FirstOrDefault(one => one == PackedProcess.Last(text));
        if (symbol is null)
        {
            place.Faults.Add(new(place.Pointer, $"This value must be one of: {string.Join(", ", type.Symbols)}."));
        }

        return symbol;
    }

    private JsonObject? Staged(string kind, JsonNode? value, Place place)
    {
        if (PackedProcess.Text(value) is { } path && path.StartsWith("inputs/", StringComparison.Ordinal) && !path.Split('/').Contains("..", StringComparer.Ordinal))
        {
            JsonObject staged = new() { ["class"] = kind, ["path"] = Path.Combine(Folder, path) };
            if (kind == "File" && place.Format is { } format && !format.StartsWith('$'))
            {
                staged["format"] = format;
            }

            return staged;
        }

        place.Faults.Add(new(place.Pointer, $"A {kind} must be an input, or one of a list; inside of other values it cannot be fetched."));
        return null;
    }

    /// <param name="Pointer">JSON Pointer to the value in the request.</param>
    /// <param name="Format">Format that the input declares for files.</param>
    /// <param name="Faults">Where faults go.</param>
    private sealed record Place(string Pointer, string? Format, List<Fault> Faults);
}
