using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs.Access;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Which algorithms are registered, and where their inputs come from.</summary>
internal sealed class AlgorithmPages(IChipStore store)
{
    private const int LongestBody = 64 << 10;

    public IReadOnlyList<LcmapResource> Resources =>
    [
        new("GET", "/algorithms", ListAsync),
        new("GET", "/algorithm/{**name}", ShowAsync),
        new("PUT", "/algorithm/{**name}", PutAsync) { Scope = Scopes.Execute },
    ];

    private async Task ListAsync(HttpContext context)
    {
        var algorithms = await store.ListAlgorithmsAsync(context.RequestAborted);
        await Wire.SendAsync(context, new JsonArray([.. algorithms.Select(Write)]));
    }

    private async Task ShowAsync(HttpContext context)
    {
        var name = NameOf(context);
        var algorithm = (await store.ListAlgorithmsAsync(context.RequestAborted)).FirstOrDefault(algorithm => string.Equals(algorithm.Name, name, StringComparison.Ordinal))
            ?? throw Errors.NotFound($"{name} not found.");
        await Wire.SendAsync(context, Write(algorithm));
    }

    private async Task PutAsync(HttpContext context)
    {
        var algorithm = Read(NameOf(context), await ReadBodyAsync(context));
        await store.PutAlgorithmAsync(algorithm, context.RequestAborted);
        await Wire.SendAsync(context, Write(algorithm), StatusCodes.Status202Accepted);
    }

    private static string NameOf(HttpContext context) =>
        context.Request.RouteValues["name"] is string { Length: > 0 } name ? PathTexts.Decode(name) : throw Errors.NotFound("An algorithm is named: GET /algorithms lists them.");

    private static JsonObject Write(StoredAlgorithm algorithm) => new()
    {
        ["algorithm"] = algorithm.Name,
        ["enabled"] = algorithm.Enabled,
        ["inputs_url_template"] = algorithm.InputsUrlTemplate,
    };

    /// <summary>Names with hyphens are those with underscores.</summary>
    private static StoredAlgorithm Read(string name, JsonNode? body)
    {
        if (body is not JsonObject members)
        {
            throw Invalid("The body must be an object with 'enabled' and 'inputs_url_template'.");
        }

        var found = members.ToLookup(member => member.Key.Replace('-', '_'), member => member.Value, StringComparer.Ordinal);
        var strange = found.Select(member => member.Key).Except(["enabled", "inputs_url_template"], StringComparer.Ordinal).FirstOrDefault();
        if (strange is not null)
        {
            throw Invalid($"'{strange}' is not known here; there are 'enabled' and 'inputs_url_template'.");
        }

        return found["enabled"].ToArray() is not [JsonValue isEnabled] || !isEnabled.TryGetValue(out bool enabled) ? throw Invalid("'enabled' must be there and be true or false.")
            : found["inputs_url_template"].ToArray() is not [JsonValue text] || !text.TryGetValue(out string? template) ? throw Invalid("'inputs_url_template' must be there and be a text.")
            : new(name, enabled, template);
    }

    private static async Task<JsonNode?> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LongestBody)
        {
            throw Invalid($"The body has more than {LongestBody} bytes.");
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException exception)
        {
            throw Invalid($"The body is no JSON: {exception.Message}");
        }
    }

    private static LcmapException Invalid(string reason) => new(StatusCodes.Status403Forbidden, reason);
}
