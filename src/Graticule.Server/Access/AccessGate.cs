using Graticule.Jobs.Access;
using Microsoft.AspNetCore.Authorization;

namespace Graticule.Server.Access;

/// <summary>
/// Finds out who sends a request, before any endpoint runs. A key comes as <c>Authorization: Bearer KEY</c> or <c>Token KEY</c>.
/// Endpoints marked with <see cref="IAllowAnonymous"/> answer without one.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="isOpen">
/// Whether requests without a key are welcome, as the anonymous caller. A token that is no key of this server is then ignored, since
/// many clients send one to every server; a key of this server that was revoked or has expired is still refused.
/// </param>
internal sealed class AccessGate(KnownKeys keys, bool isOpen)
{
    private const int LongestToken = 4096;

    private static readonly Caller Nobody = new("anonymous", Scopes.None);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var token = ReadToken(context.Request);
        var found = token is null ? new(null, null) : await keys.FindAsync(token, context.RequestAborted);
        if ((found.Caller ?? WithoutKey(context, token)) is { } caller)
        {
            context.SetCaller(caller);
            await next(context);
        }
        else
        {
            await Refusal.WriteAsync(context, found.Refusal);
        }
    }

    /// <summary>The one token of the request; null when there is none that could be a key.</summary>
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

    private Caller? WithoutKey(HttpContext context, string? token)
    {
        if (isOpen && (token is null || !ApiKeys.LooksLikeKey(token)))
        {
            return Caller.Anonymous;
        }

        return IsPublic(context) ? Nobody : null;
    }

    private static bool IsPublic(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
