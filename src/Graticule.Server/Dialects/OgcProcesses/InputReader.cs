using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// Reads the member <c>inputs</c> of a request: plain values, qualified values (1.0, and the older form with <c>format</c>), bounding
/// boxes and links; one, or a list of them.
/// </summary>
/// <param name="process">The process that takes the inputs.</param>
/// <param name="root">Where the caller found this API.</param>
/// <param name="faults">Gets what is wrong.</param>
/// <param name="find">The process that a nested call means; null when there is none.</param>
/// <param name="place">JSON Pointer to the object that has the member <c>inputs</c>; empty for the request itself.</param>
internal sealed class InputReader(ProcessDescription process, Root root, List<Fault> faults, Func<string, ProcessDescription?> find, string place = "")
{
    private static readonly string[] Reserved = ["$href", "$file", "$process"];

    private List<PendingInput>? _pending;

    public JsonObject Values { get; } = [];

    public IReadOnlyList<PendingInput> Pending => _pending ?? (IReadOnlyList<PendingInput>)[];

    public void Read(JsonElement inputs)
    {
        if (inputs.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(place + "/inputs", "The member 'inputs' must be an object that has a member for each input."));
            return;
        }

        foreach (var input in inputs.EnumerateObject())
        {
            Values[input.Name] = Find(input.Name) is { } parameter ? ReadInput(parameter, input.Value) : null;
        }
    }

    /// <summary>JSON Pointer to an input, or to one of its list.</summary>
    public static string Pointer(string name, int? index) =>
        index is { } place ? string.Create(CultureInfo.InvariantCulture, $"{Pointer("inputs", name)}/{place}") : Pointer("inputs", name);

    public static string Pointer(string member, string name) =>
        $"/{member}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private string At(Parameter parameter, int? index) => place + Pointer(parameter.Name, index);

    private Parameter? Find(string name)
    {
        foreach (var input in process.Inputs)
        {
            if (input.Name == name)
            {
                return input;
            }
        }

        return null;
    }

    private JsonNode? ReadInput(Parameter parameter, JsonElement value) =>
        parameter.IsList ? ReadList(parameter, value) : ReadValue(parameter, value, index: null);

    private JsonArray ReadList(Parameter parameter, JsonElement value)
    {
        JsonArray list = [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            list.Add(ReadValue(parameter, value, 0));
            return list;
        }

        foreach (var item in value.EnumerateArray())
        {
            list.Add(ReadValue(parameter, item, list.Count));
        }

        return list;
    }

    private JsonNode? ReadValue(Parameter parameter, JsonElement value, int? index)
    {
        if (parameter.IsFolder && value.ValueKind == JsonValueKind.String)
        {
            return ReadLink(parameter, value, mediaType: null, index);
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return ReadObject(parameter, value, index);
        }

        return parameter.IsFile && value.ValueKind == JsonValueKind.String
            ? ReadFileText(parameter, value, mediaType: null, encoding: null, index)
            : Plain(parameter, value, index);
    }

    private JsonNode? ReadObject(Parameter parameter, JsonElement value, int? index)
    {
        if (value.TryGetProperty("value", out var inner))
        {
            return ReadQualified(parameter, value, inner, index);
        }

        if (value.TryGetProperty("href", out var href))
        {
            return ReadLink(parameter, href, ExecuteReader.Text(value, "type"), index);
        }

        if (IsPath(parameter) && Location(value) is { } location)
        {
            return ReadLink(parameter, location, mediaType: null, index);
        }

        if (parameter.IsFolder && ExecuteReader.Text(value, "type") is "Feature" or "FeatureCollection" or "Catalog" or "Collection")
        {
            return Keep(parameter, System.Text.Encoding.UTF8.GetBytes(value.GetRawText()), Words.Json, index);
        }

        if (value.TryGetProperty("bbox", out _))
        {
            return Plain(parameter, value, index);
        }

        if (value.TryGetProperty("process", out var nested))
        {
            return ReadCall(parameter, value, nested, index);
        }

        faults.Add(new(At(parameter, index), value.TryGetProperty("collection", out _)
            ? "A collection as an input is not supported here; give a value or {\"href\": …}."
            : "An object must be wrapped: {\"value\": {…}}; a link has 'href', a bounding box has 'bbox', a nested process has 'process'."));
        return null;
    }

    /// <summary>A nested process (Part 3): its output is the value.</summary>
    private JsonObject? ReadCall(Parameter parameter, JsonElement value, JsonElement named, int? index)
    {
        var here = At(parameter, index);
        var id = named.ValueKind == JsonValueKind.String ? root.ProcessId(named.GetString()!) : null;
        if (id is null || find(id) is not { } inner)
        {
            faults.Add(new(here + "/process", $"A nested process is named by its address below {root.Processes} or by its id; {named.GetRawText()} is none of this server's."));
            return null;
        }

        var reader = new InputReader(inner, root, faults, find, here);
        if (ExecuteReader.Member(value, "inputs") is { } inputs)
        {
            reader.Read(inputs);
        }

        (_pending ??= []).AddRange(reader.Pending);
        string? output = null;
        if (ExecuteReader.Member(value, "outputs") is { ValueKind: JsonValueKind.Object } outputs)
        {
            output = outputs.EnumerateObject().Select(member => member.Name).FirstOrDefault();
            if (outputs.GetPropertyCount() != 1)
            {
                faults.Add(new(here + "/outputs", "A nested process gives one value; name exactly one output."));
            }
        }

        // The inputs object is kept, not copied: what is pending is put into it later.
        return new() { ["$process"] = id, ["$inputs"] = reader.Values, ["$output"] = output };
    }

    private JsonNode? ReadQualified(Parameter parameter, JsonElement qualified, JsonElement value, int? index)
    {
        var format = ExecuteReader.Member(qualified, "format") is { ValueKind: JsonValueKind.Object } older ? older : qualified;
        var mediaType = ExecuteReader.Text(format, "mediaType") ?? ExecuteReader.Text(qualified, "mediaType");
        var encoding = ExecuteReader.Text(format, "encoding") ?? ExecuteReader.Text(qualified, "encoding");
        if (!IsPath(parameter))
        {
            return Plain(parameter, value, index);
        }

        if (parameter.IsFolder && value.ValueKind == JsonValueKind.String)
        {
            return ReadLink(parameter, value, mediaType, index);
        }

        if (parameter.IsFolder && value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(At(parameter, index) + "/value", "A folder's value must be a STAC item, collection, catalog or feature collection, or the address of one."));
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? ReadFileText(parameter, value, mediaType, encoding, index)
            : Keep(parameter, System.Text.Encoding.UTF8.GetBytes(value.GetRawText()), mediaType ?? Words.Json, index);
    }

    private JsonObject? ReadLink(Parameter parameter, JsonElement href, string? mediaType, int? index)
    {
        if (href.ValueKind == JsonValueKind.String && Uri.TryCreate(new($"{root.Url}/"), href.GetString(), out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps || address.Scheme == "s3"))
        {
            if (OwnAddresses.Find(root, address) is not { } path)
            {
                return new InputReference(address, FileKey: null, mediaType).Write();
            }

            (_pending ??= []).Add(new(Values, place, parameter.Name, index, mediaType, path, Content: null));
            return null;
        }

        faults.Add(new(At(parameter, index) + "/href", "The address must be an http, https or s3 one, or a path of this server."));
        return null;
    }

    /// <summary>A file as text: an address, base64, or the file's own characters.</summary>
    private JsonNode? ReadFileText(Parameter parameter, JsonElement text, string? mediaType, string? encoding, int? index)
    {
        if (encoding is null && text.GetString() is { } start && (start.StartsWith("http://", StringComparison.Ordinal) || start.StartsWith("https://", StringComparison.Ordinal)))
        {
            return ReadLink(parameter, text, mediaType, index);
        }

        if (encoding is null && IsTextual(mediaType ?? parameter.MediaTypes[0]))
        {
            return Keep(parameter, System.Text.Encoding.UTF8.GetBytes(text.GetString()!), mediaType, index);
        }

        if (encoding is null or "base64" && text.TryGetBytesFromBase64(out var bytes))
        {
            return Keep(parameter, bytes, mediaType, index);
        }

        faults.Add(new(At(parameter, index), "The file's content must be base64; a file elsewhere is given as {\"href\": …}."));
        return null;
    }

    private JsonNode? Keep(Parameter parameter, byte[] content, string? mediaType, int? index)
    {
        (_pending ??= []).Add(new(Values, place, parameter.Name, index, mediaType, OwnPath: null, content));
        return null;
    }

    private JsonNode? Plain(Parameter parameter, JsonElement value, int? index)
    {
        if (IsReserved(value) || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(IsReserved)))
        {
            faults.Add(new(At(parameter, index), "The member names '$href' and '$file' are reserved; a link is given as {\"href\": …}."));
            return null;
        }

        return ExecuteReader.Node(value);
    }

    private static bool IsPath(Parameter parameter) => parameter.IsFile || parameter.IsFolder;

    /// <summary>Where a file or folder lies that is given as in the input object of a CWL document: <c>class</c> and <c>location</c> or <c>path</c>.</summary>
    private static JsonElement? Location(JsonElement value) =>
        ExecuteReader.Text(value, "class") is "File" or "Directory" && (value.TryGetProperty("location", out var found) || value.TryGetProperty("path", out found))
            ? found
            : null;

    private static bool IsReserved(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && Array.Exists(Reserved, name => value.TryGetProperty(name, out _));

    private static bool IsTextual(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.Contains("json", StringComparison.OrdinalIgnoreCase)
        || mediaType.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
