using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>The parameters of a request to the in-situ service: of its query, of a form, or of a JSON body, which has names of its own for them.</summary>
internal sealed class InsituArguments
{
    public const string Bbox = "bbox";
    public const string MarkerTime = "markerTime";
    public const string MarkerPlatform = "markerPlatform";
    public const string StartIndex = "startIndex";

    private const int LongestBody = 1 << 16;

    /// <summary>Names in JSON bodies, and those in queries.</summary>
    private static readonly Dictionary<string, string> OfJson = new(StringComparer.Ordinal)
    {
        ["start_from"] = StartIndex,
        ["size"] = "itemsPerPage",
        ["min_time"] = "startTime",
        ["max_time"] = "endTime",
        ["min_depth"] = "minDepth",
        ["max_depth"] = "maxDepth",
        ["platform_code"] = "platform",
        ["marker_time"] = MarkerTime,
        ["marker_platform_code"] = MarkerPlatform,
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="InsituException">The body cannot be read.</exception>
    public static async Task<InsituArguments> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var read = new InsituArguments();
        read.Add(request.Query);
        if (HttpMethods.IsPost(request.Method))
        {
            if (request.ContentLength > LongestBody)
            {
                throw InsituException.Of($"The body has {request.ContentLength} bytes; at most {LongestBody} are read.");
            }

            if (request.HasFormContentType)
            {
                read.Add(await request.ReadFormAsync(cancellationToken));
            }
            else if (request.HasJsonContentType())
            {
                await read.AddJsonAsync(request, cancellationToken);
            }
        }

        return read;
    }

    /// <summary>Null when it is missing or blank.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>A list with commas between; empty when it is missing.</summary>
    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The query of a request that differs in some parameters; null takes one away.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var values = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            values.Remove(name);
            if (value is not null)
            {
                values[name] = value;
            }
        }

        return string.Join('&', values.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
    }

    private void Add(IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        foreach (var (name, values) in parameters)
        {
            if (values.Count > 0)
            {
                _values[name] = values[^1]?.Trim() ?? "";
            }
        }
    }

    private async Task AddJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw InsituException.Of("The body must be a JSON object of parameters.");
            }

            foreach (var member in body.RootElement.EnumerateObject())
            {
                _values[OfJson.GetValueOrDefault(member.Name, member.Name)] = TextOf(member.Value);
            }
        }
        catch (JsonException exception)
        {
            throw InsituException.Of($"The body is no JSON: {exception.Message}");
        }

        // A box is two corners there, each with its latitude first.
        if (Text("min_lat_lon")?.Split(',') is [var south, var west] && Text("max_lat_lon")?.Split(',') is [var north, var east])
        {
            _values[Bbox] = $"{west},{south},{east},{north}";
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
