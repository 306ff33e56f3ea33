using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>A request of a known caller, and the ways to answer it.</summary>
/// <param name="context">The request.</param>
/// <param name="caller">Never the anonymous one.</param>
/// <param name="version">Exactly one.</param>
/// <param name="parts">What the dialect stands on.</param>
internal sealed class HpcRequest(HttpContext context, Caller caller, HpcVersions version, HpcParts parts)
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public HttpContext Context => context;

    public Caller Caller => caller;

    /// <summary>Subject of the caller: owner of what it makes.</summary>
    public string Owner => caller.Subject;

    public HpcParts Parts => parts;

    public bool IsV3 => version == HpcVersions.V3;

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>A part of the path, by its name in the pattern.</summary>
    public string Route(string name) => context.Request.RouteValues[name] as string ?? "";

    /// <summary>A value of the query; null where it is not there or empty.</summary>
    public string? Query(string name) => context.Request.Query[name] is [.., { Length: > 0 } text] ? text : null;

    /// <summary>A value of the query that says yes: <c>true</c>, <c>True</c>, <c>1</c>, <c>yes</c>.</summary>
    public bool IsAsked(string name) => Query(name)?.ToUpperInvariant() is "TRUE" or "1" or "YES" or "T" or "Y";

    /// <summary>The URL of something of the API as the caller sees it.</summary>
    /// <param name="path">Below the version: without a slash before, with one behind, such as <c>files/abcdef/contents/</c>.</param>
    public string Address(string path) => $"{PublicAddress.Of(context.Request, parts.FollowsProxies)}{Words.Base}{(IsV3 ? 3 : 2)}/{path}";

    /// <summary>The body as an object of JSON; an empty body is an empty object.</summary>
    /// <exception cref="HpcException">400: it is none.</exception>
    public Task<InputObject> ReadAsync() => BodyReader.ReadAsync(context.Request, Aborted);

    public Task SendAsync(JsonNode content, int status = StatusCodes.Status200OK) => SendAsync(context, content, status);

    /// <summary>An answer without a body.</summary>
    public Task SendAsync(int status)
    {
        context.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            context.Response.ContentLength = 0;
        }

        return Task.CompletedTask;
    }

    /// <summary>A page of a list that is at hand whole.</summary>
    public Task SendPageAsync<T>(IReadOnlyList<T> all, Func<T, JsonNode> write)
    {
        var page = Page.Of(this);
        return SendPageAsync(page, all.Count, all.Skip(page.Offset).Take(page.Size).Select(write));
    }

    /// <summary>A page of a list.</summary>
    /// <param name="page">Which.</param>
    /// <param name="count">Length of the whole list.</param>
    /// <param name="rows">Those of the page.</param>
    public Task SendPageAsync(Page page, long count, IEnumerable<JsonNode> rows) => SendAsync(page.Write(this, count, rows));

    internal static Task SendAsync(HttpContext context, JsonNode content, int status)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(content, Writing);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = Words.Json;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
