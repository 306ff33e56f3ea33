using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// Reads execute.yaml of both versions (OGC 18-062r2 7.11.2). Members that it does not know are ignored; everything wrong is collected,
/// so that one answer tells all.
/// </summary>
internal sealed class ExecuteReader(ProcessDescription process, Root root, Preferences preferences, Func<string, ProcessDescription?> find)
{
    private readonly List<Fault> _faults = [];

    /// <param name="body">The request's body.</param>
    /// <param name="responseParameter">Value of the query parameter <c>response</c>, which counts where the body has none.</param>
    public ExecuteRequest Read(JsonElement body, string? responseParameter)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw Errors.InvalidBody("The body must be a JSON object such as {\"inputs\": {}}.");
        }

        var inputs = new InputReader(process, root, _faults, find);
        if (Member(body, "inputs") is { } given)
        {
            inputs.Read(given);
        }

        var outputs = new OutputReader(process, _faults);
        if (Member(body, "outputs") is { } wanted)
        {
            outputs.Read(wanted);
        }

        var response = ReadResponse(body, responseParameter);
        var callbacks = Member(body, "subscriber") is { } subscriber ? ReadSubscriber(subscriber) : null;
        var presentation = new Presentation
        {
            IsVersion1 = response is not null || outputs.Modes.Count > 0,
            IsDocument = response == "document",
            Modes = outputs.Modes,
            Return = preferences.Return,
            Root = callbacks is null ? null : root.Url,
        };
        var spec = new JobSpec
        {
            ProcessId = process.Id,
            Inputs = inputs.Values,
            Outputs = outputs.Wanted,
            Callbacks = callbacks,
            Presentation = presentation.Write(),
        };
        return new(spec, presentation, _faults, inputs.Pending);
    }

    private string? ReadResponse(JsonElement body, string? parameter)
    {
        if (Member(body, "response") is not { } response)
        {
            return parameter;
        }

        if (response.ValueKind == JsonValueKind.String && response.GetString() is "raw" or "document")
        {
            return response.GetString();
        }

        _faults.Add(new("/response", "The member 'response' must be 'raw' or 'document'."));
        return null;
    }

    private Graticule.Jobs.Callbacks? ReadSubscriber(JsonElement subscriber)
    {
        if (subscriber.ValueKind != JsonValueKind.Object)
        {
            _faults.Add(new("/subscriber", "The member 'subscriber' must be an object with 'successUri', 'inProgressUri' and 'failedUri'."));
            return null;
        }

        // The schema file of version 1.0 misspells the first name.
        var callbacks = new Graticule.Jobs.Callbacks(
            ReadAddress(subscriber, "successUri") ?? ReadAddress(subscriber, "successUrl"),
            ReadAddress(subscriber, "inProgressUri"),
            ReadAddress(subscriber, "failedUri"));
        return callbacks is (null, null, null) ? null : callbacks;
    }

    private Uri? ReadAddress(JsonElement subscriber, string name)
    {
        if (Member(subscriber, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String
            && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            return address;
        }

        _faults.Add(new($"/subscriber/{name}", $"The member '{name}' must be an http or https address."));
        return null;
    }

    /// <summary>A member that is there and not null.</summary>
    internal static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text member; null when it is missing or no text.</summary>
    internal static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The element as a tree; it stays unread until somebody looks.</summary>
    internal static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(element),
    };
}
