using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>What is wrong with an exchange by openEO's documents: path, method, status, headers, body.</summary>
internal static partial class ExchangeCheck
{
    private const string Json = "application/json";

    private const string WellKnown = "/.well-known/openeo";

    /// <summary>Every fault, with method, path, status and version; none for exchanges with other APIs.</summary>
    public static IReadOnlyList<string> Faults(Exchange exchange) => Place(exchange.Path) is not var (document, path)
        ? []
        : [.. (path is null ? Unserved(document, exchange) : Of(document, path, exchange)).Concat(Origins(exchange)).Select(fault => $"{exchange} (openEO {document.Version}): {fault}")];

    /// <summary>The operation and the key of its answers that an exchange falls under; null without.</summary>
    public static (ApiDocument Document, Operation Operation, string Key)? Find(Exchange exchange) =>
        Place(exchange.Path) is var (document, path) && path is not null && document.FindPath(path) is { } template && document.Find(exchange.Method, template) is { } operation
            && operation.KeyOf(exchange.Status) is { } key ? (document, operation, key) : null;

    /// <summary>The document of the version in a path, and what lies below it; null below where openEO has nothing to say; nothing for other APIs.</summary>
    private static (ApiDocument Document, string? Path)? Place(string path)
    {
        var plain = Slashes().Replace(path, "/");
        plain = plain.Length > 1 ? plain.TrimEnd('/') : plain;
        if (Version().Match(plain) is { Success: true } match)
        {
            var rest = match.Groups["rest"].Value;
            return (match.Groups["version"].Value == "1.2" ? ApiDocument.V12 : ApiDocument.V13, rest.Length == 0 ? "/" : rest);
        }

        return plain is WellKnown or "/openeo" + WellKnown ? (ApiDocument.V13, WellKnown)
            : plain.StartsWith("/openeo/", StringComparison.Ordinal) && !Early().IsMatch(plain) ? (ApiDocument.V13, null) : null;
    }

    private static IEnumerable<string> Of(ApiDocument document, string path, Exchange exchange)
    {
        if (exchange.Method == "OPTIONS")
        {
            return exchange is { Status: 204, Body.Length: 0 } ? [] : ["an OPTIONS request is answered by 204 without a body"];
        }

        var method = exchange.Method == "HEAD" ? "GET" : exchange.Method;
        var template = Alias(path) ?? document.FindPath(path);
        if (template is null || document.Find(method, template) is not { } operation)
        {
            return template is null && OwnResources.Paths.Keys.Any(own => Matches(own, path)) && exchange.Status < 400 ? [] : Unserved(document, exchange);
        }

        if (OwnResources.Statuses.ContainsKey((template, exchange.Status)))
        {
            return [];
        }

        return operation.KeyOf(exchange.Status) is { } key
            ? Headers(document, operation, key, exchange).Concat(Body(document, operation, key, exchange)).Concat(Sent(document, operation, exchange))
            : [$"the document has no such status; it has {string.Join(", ", operation.Description["responses"]!.AsObject().Select(response => response.Key))}"];
    }

    /// <summary>What is not in the document can only be refused, in the API's words.</summary>
    private static IEnumerable<string> Unserved(ApiDocument document, Exchange exchange)
    {
        if (exchange.Method == "OPTIONS")
        {
            return [];
        }

        return exchange.Status < 400
            ? ["the document has no such path or method"]
            : exchange.Method == "HEAD" ? [] : document.CheckNamed("error", exchange.Body).Select(fault => fault.ToString());
    }

    private static IEnumerable<string> Body(ApiDocument document, Operation operation, string key, Exchange exchange)
    {
        var response = document.Response(operation, key);
        if (exchange.Method == "HEAD")
        {
            return exchange.Body.Length == 0 ? [] : ["a HEAD request is answered without a body"];
        }

        if (response["content"] is not JsonObject content)
        {
            // An answer whose media type the document leaves open has any body.
            return exchange.Body.Length == 0 || response["headers"]?["Content-Type"] is not null ? [] : [$"the document has no body here, and {exchange.Body.Length} bytes came"];
        }

        var type = exchange.MediaType ?? "none";
        var any = content.ContainsKey("application/octet-stream");
        return any ? []
            : !content.ContainsKey(type) ? [$"the body is {type}; the document has {string.Join(", ", content.Select(one => one.Key))}"]
            : document.Check(operation, key, type, exchange.Body).Where(fault => !OwnResources.IsLax(operation.ToString(), fault)).Select(fault => fault.ToString());
    }

    private static IEnumerable<string> Headers(ApiDocument document, Operation operation, string key, Exchange exchange)
    {
        foreach (var (name, header) in document.Response(operation, key)["headers"] as JsonObject ?? [])
        {
            var value = exchange.Headers.GetValueOrDefault(name);
            if (value is null)
            {
                if ((bool?)header!["required"] == true)
                {
                    yield return $"the header {name} is missing";
                }

                continue;
            }

            // A header is a text, whose digits may be a number.
            var schema = header!["schema"]!.AsObject();
            var faults = document.CheckHeader(schema, JsonValue.Create(value).ToJsonString());
            if (faults.Count > 0 && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            {
                faults = document.CheckHeader(schema, value);
            }

            foreach (var fault in faults)
            {
                yield return $"the header {name} is '{value}': {fault.Rule}";
            }
        }
    }

    /// <summary>A request that was taken has to be one that the document allows.</summary>
    private static IEnumerable<string> Sent(ApiDocument document, Operation operation, Exchange exchange) =>
        exchange is { Status: < 300, SentType: Json, Sent.Length: > 0 } && document.TakesJson(operation)
            ? document.CheckRequest(operation, exchange.Sent).Select(fault => $"the request was taken, with {fault}")
            : [];

    /// <summary>Pages of any origin may read every answer, and the headers that the API names.</summary>
    private static IEnumerable<string> Origins(Exchange exchange)
    {
        if (exchange.Headers.GetValueOrDefault("Access-Control-Allow-Origin") != "*")
        {
            yield return "pages of other origins may not read it: Access-Control-Allow-Origin is not *";
        }

        var exposed = exchange.Headers.GetValueOrDefault("Access-Control-Expose-Headers") ?? "";
        foreach (var name in (string[])["Link", "Location", "OpenEO-Costs", "OpenEO-Identifier"])
        {
            if (!exposed.Split(", ").Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"pages of other origins may not read the header {name}";
            }
        }
    }

    private static string? Alias(string path) => OwnResources.Aliases.Where(alias => Matches(alias.Key, path)).Select(alias => alias.Value).FirstOrDefault();

    private static bool Matches(string template, string path) => Regex.IsMatch(
        path, $"^{Variable().Replace(template, match => match.Value == "{path}" ? ".+" : "[^/]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("^/openeo/(?<version>1\\.[23])(?<rest>/.*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();

    [GeneratedRegex("^/openeo/0\\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Early();

    [GeneratedRegex("/{2,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slashes();

    [GeneratedRegex("\\{\\w+\\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
