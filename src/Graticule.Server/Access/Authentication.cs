using Graticule.Jobs.Access;
using Microsoft.AspNetCore.Authorization;

namespace Graticule.Server.Access;

/// <summary>
/// Finds out who sends a request, before any endpoint runs. A key comes as <c>Authorization: Bearer KEY</c> or <c>Token KEY</c>.
/// Endpoints marked with <see cref="IAllowAnonymous"/> answer without one.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="isOpen">
/// Whether requests without a key are welcome, as the anonymous caller; a token that is no key of this server is then ignored, since
/// many clients send one to every server.
/// </param>
internal sealed class Authentication(KnownKeys keys, bool isOpen)
{
    private const int LongestToken = 512;

    private static readonly Caller Nobody = new("anonymous", Scopes.None);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var token = ReadToken(context.Request);
        if (token is not null && await keys.FindAsync(token, context.RequestAborted) is { } key)
        {
            context.SetCaller(new(key.Owner, key.Scopes));
        }
        else if (isOpen)
        {
            context.SetCaller(Caller.Anonymous);
        }
        else if (IsPublic(context))
        {
            context.SetCaller(Nobody);
        }
        else
        {
            await Refusal.WriteAsync(context, hadToken: token is not null);
            return;
        }

        await next(context);
    }

    /// <summary>Null when there is none that could be a key.</summary>
    internal static string? ReadToken(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { Length: <= LongestToken } text)
        {
            return null;
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var scheme = space > 0 ? text[..space] : "";
        var isKnown = scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Token", StringComparison.OrdinalIgnoreCase);
        var token = isKnown ? text[space..].Trim() : "";
        return token.Length > 0 ? token : null;
    }

    /// <summary>Marked so, or a browser's question whether it may ask, which never carries a key.</summary>
    private static bool IsPublic(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || (HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey("Access-Control-Request-Method"));
}
