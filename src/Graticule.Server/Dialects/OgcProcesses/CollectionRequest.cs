using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>An input that is a collection (Part 3, class collection-input), with what it is narrowed to and the field that is derived of it.</summary>
/// <param name="Id">Id of a collection of this server.</param>
/// <param name="Assets">Names of assets; empty: all that the input can take.</param>
/// <param name="From">Assets of this moment or later; null: no bound.</param>
/// <param name="To">Assets of this moment or earlier; null: no bound.</param>
/// <param name="Area">An <c>ogc-bbox</c> that is cut out of each asset; null: the whole.</param>
/// <param name="Formula">A derived field, in the formula language of <c>band-math</c>; null: the assets as they are.</param>
internal sealed record CollectionRequest(string Id, IReadOnlyList<string> Assets, DateTimeOffset? From, DateTimeOffset? To, JsonObject? Area, string? Formula)
{
    private static readonly string[] Known = ["collection", "assets", "datetime", "bbox", "bboxCrs", "properties", "type", "format"];

    /// <summary>Null when something is wrong, which is among the faults then.</summary>
    public static CollectionRequest? Read(JsonElement value, Root root, string pointer, List<Fault> faults)
    {
        var before = faults.Count;
        foreach (var member in value.EnumerateObject().Where(member => !Array.Exists(Known, name => name == member.Name)))
        {
            faults.Add(new($"{pointer}/{member.Name}", $"The member '{member.Name}' cannot narrow a collection here; these can: {string.Join(", ", Known[1..6])}."));
        }

        var id = ReadId(value, root, pointer, faults);
        var (from, to) = ReadPeriod(value, pointer, faults);
        var area = ReadArea(value, pointer, faults);
        var assets = ReadTexts(value, "assets", pointer, faults);
        var formulas = ReadTexts(value, "properties", pointer, faults);
        if (formulas.Count > 1)
        {
            faults.Add(new(pointer + "/properties", "One derived field is possible here: a formula such as \"(im1b4 - im1b3) / (im1b4 + im1b3)\"."));
        }

        return faults.Count == before ? new(id!, assets, from, to, area, formulas.FirstOrDefault()) : null;
    }

    private static string? ReadId(JsonElement value, Root root, string pointer, List<Fault> faults)
    {
        var named = ExecuteReader.Text(value, "collection") ?? "";
        foreach (var start in (string[])[root.Url + "/collections/", root.Server + "/collections/"])
        {
            named = named.StartsWith(start, StringComparison.Ordinal) ? Uri.UnescapeDataString(named[start.Length..]) : named;
        }

        if (named.Length > 0 && FileNames.CollectionKey(named, "collection.json") is not null)
        {
            return named;
        }

        faults.Add(new(pointer + "/collection", $"A collection is named by its id or by its address below {root.Server}/collections; those of other servers are not read."));
        return null;
    }

    private static (DateTimeOffset? From, DateTimeOffset? To) ReadPeriod(JsonElement value, string pointer, List<Fault> faults)
    {
        if (ExecuteReader.Text(value, "datetime") is not { } text)
        {
            return (null, null);
        }

        try
        {
            return JobQuery.ReadPeriod(text);
        }
        catch (OgcException)
        {
            faults.Add(new(pointer + "/datetime", $"'{text}' is neither a time such as 2024-05-01T12:00:00Z nor an interval such as 2024-05-01/.. ."));
            return (null, null);
        }
    }

    private static JsonObject? ReadArea(JsonElement value, string pointer, List<Fault> faults)
    {
        if (ExecuteReader.Member(value, "bbox") is not { } box)
        {
            return null;
        }

        if (box.ValueKind != JsonValueKind.Array || box.GetArrayLength() is not (4 or 6) || box.EnumerateArray().Any(corner => corner.ValueKind != JsonValueKind.Number))
        {
            faults.Add(new(pointer + "/bbox", "A bounding box has four or six numbers."));
            return null;
        }

        JsonObject area = new() { ["bbox"] = JsonArray.Create(box) };
        if (ExecuteReader.Text(value, "bboxCrs") is { } crs)
        {
            area["crs"] = crs;
        }

        return area;
    }

    private static List<string> ReadTexts(JsonElement value, string name, string pointer, List<Fault> faults)
    {
        if (ExecuteReader.Member(value, name) is not { } given)
        {
            return [];
        }

        if (given.ValueKind == JsonValueKind.Array && given.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String))
        {
            return [.. given.EnumerateArray().Select(one => one.GetString()!)];
        }

        faults.Add(new($"{pointer}/{name}", $"The member '{name}' must be an array of texts."));
        return [];
    }
}
