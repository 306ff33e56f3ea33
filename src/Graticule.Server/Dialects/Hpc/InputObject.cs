using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>
/// An object of a request. Its members are found in camelCase and in snake_case alike (the exact name first), members that nobody asks for
/// are ignored, numbers may come as texts and null is as absent. What is wrong is collected in <see cref="Faults"/>, and reading goes on.
/// </summary>
/// <param name="content">As it came.</param>
/// <param name="pointer">JSON Pointer to it; empty for the body.</param>
/// <param name="faults">Common to all objects of a body.</param>
internal sealed class InputObject(JsonObject content, string pointer, FieldErrors faults)
{
    public FieldErrors Faults => faults;

    public JsonObject Content => content;

    /// <summary>JSON Pointer to a member of it.</summary>
    public string PointerTo(string name) => $"{pointer}/{name}";

    public void Refuse(string name, string sentence) => faults.Add(PointerTo(name), sentence);

    /// <summary>Whether it is there at all, null included.</summary>
    public bool Has(string name) => Key(name) is not null;

    /// <summary>As it came; null where it is absent or null.</summary>
    public JsonNode? Raw(string name) => Key(name) is { } key ? content[key] : null;

    public string? Text(string name, int longest = 4096)
    {
        switch (Raw(name))
        {
            case null:
                return null;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
                if (text.Length > longest)
                {
                    Refuse(name, $"Ensure this field has no more than {longest} characters.");
                    return null;
                }

                return text;
            default:
                Refuse(name, "Not a valid string.");
                return null;
        }
    }

    /// <summary>A text that must be there and not blank; empty where it is not, which is then a fault.</summary>
    public string RequiredText(string name, int longest = 4096)
    {
        if (Raw(name) is null)
        {
            Refuse(name, Has(name) ? "This field may not be null." : "This field is required.");
            return "";
        }

        var text = Text(name, longest);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Refuse(name, "This field may not be blank.");
        }

        return text ?? "";
    }

    public int? Integer(string name, int least = int.MinValue, int most = int.MaxValue)
    {
        var number = Number(name, least, most);
        if (number is { } found && !double.IsInteger(found))
        {
            Refuse(name, "A valid integer is required.");
            return null;
        }

        return (int?)number;
    }

    public double? Number(string name, double least = double.MinValue, double most = double.MaxValue)
    {
        var found = Raw(name) switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>(),
            JsonValue value when value.GetValueKind() == JsonValueKind.String
                && double.TryParse(value.GetValue<string>().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => (double?)double.NaN,
        };
        switch (found)
        {
            case null:
                return null;
            case { } number when !double.IsFinite(number):
                Refuse(name, "A valid number is required.");
                return null;
            case { } number when number < least:
                Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Ensure this value is greater than or equal to {least}."));
                return null;
            case { } number when number > most:
                Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Ensure this value is less than or equal to {most}."));
                return null;
            default:
                return found;
        }
    }

    public bool? Flag(string name)
    {
        switch (Raw(name))
        {
            case null:
                return null;
            case JsonValue value when value.ToString().ToUpperInvariant() is "TRUE" or "1":
                return true;
            case JsonValue value when value.ToString().ToUpperInvariant() is "FALSE" or "0":
                return false;
            default:
                Refuse(name, "Must be a valid boolean.");
                return null;
        }
    }

    public InputObject? Object(string name)
    {
        switch (Raw(name))
        {
            case null:
                return null;
            case JsonObject found:
                return new(found, PointerTo(name), faults);
            default:
                Refuse(name, "Invalid data. Expected a dictionary.");
                return null;
        }
    }

    /// <summary>Empty where it is absent.</summary>
    public IReadOnlyList<InputObject> Objects(string name)
    {
        switch (Raw(name))
        {
            case null:
                return [];
            case JsonArray list:
                List<InputObject> found = [];
                for (var place = 0; place < list.Count; place++)
                {
                    if (list[place] is JsonObject element)
                    {
                        found.Add(new(element, $"{PointerTo(name)}/{place}", faults));
                    }
                    else
                    {
                        faults.Add($"{PointerTo(name)}/{place}/nonFieldErrors", "Invalid data. Expected a dictionary.");
                    }
                }

                return found;
            default:
                Refuse(name, "Expected a list of items.");
                return [];
        }
    }

    /// <summary>An object whose names are the caller's own, such as environment variables; numbers and booleans become texts.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (var (key, value) in Object(name)?.Content ?? [])
        {
            if (value is JsonValue text)
            {
                found[key] = text.ToString();
            }
            else
            {
                faults.Add($"{PointerTo(name)}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", "Not a valid string.");
            }
        }

        return found;
    }

    private string? Key(string name) =>
        content.ContainsKey(name) ? name : content.Select(member => member.Key).FirstOrDefault(key => IsSame(key, name));

    /// <summary>Whether one is the other with underscores before capitals.</summary>
    private static bool IsSame(string key, string name) => key.Replace("_", "", StringComparison.Ordinal).Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
