using Graticule.Jobs;
using Graticule.Jobs.Access;
using Microsoft.AspNetCore.Authorization;

namespace Graticule.Server.Access;

/// <summary>
/// Finds out who sends a request and in whose name space, before any endpoint runs. A key or token comes as <c>Authorization: Bearer TOKEN</c>
/// or <c>Token TOKEN</c>. Endpoints marked with <see cref="IAllowAnonymous"/> answer without one.
/// </summary>
/// <param name="readers">Asked in this order; the first that knows the kind of a token decides.</param>
/// <param name="anonymous">
/// Who sends a request without a token; null: nobody may. Where no issuer is configured, a token that is no key of this server is then ignored,
/// since many clients send one to every server; a key of this server that was revoked or has expired is still refused.
/// </param>
/// <param name="takesTokens">Whether issuers are configured, so that a token of an unknown kind is refused wherever it is sent.</param>
/// <param name="rooms">Whom the caller may act for.</param>
internal sealed class AccessGate(IReadOnlyList<ITokenReader> readers, Caller? anonymous, bool takesTokens, NameSpaceRules rooms)
{
    private const int LongestToken = 16 << 10;

    private static readonly Caller Nobody = new(Caller.AnonymousSubject, Scopes.None);

    private readonly Refusal _refusal = new(takesTokens);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var found = await FindAsync(context);
        if (found.Caller is { } caller)
        {
            context.SetCaller(caller);
            _refusal.ExplainForbidden(context);
            await next(context);
        }
        else
        {
            await _refusal.WriteAsync(context, found.Refusal);
        }
    }

    /// <summary>The one token of the request; null when there is none that could be one.</summary>
    internal static string? ReadToken(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header is not [{ } text])
        {
            return null;
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var scheme = space > 0 ? text[..space] : "";
        var isKnown = scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Token", StringComparison.OrdinalIgnoreCase);
        var token = isKnown ? text[space..].Trim() : "";
        return token.Length > 0 ? token : null;
    }

    private async ValueTask<Authentication> FindAsync(HttpContext context)
    {
        var name = context.NameSpace();
        if (name is not null)
        {
            NameSpaces.Check(name);
        }

        if (!IsPublic(context))
        {
            var found = await ReadAsync(context);
            return found.Caller is { } caller && name is not null ? await rooms.EnterAsync(caller, name, context.RequestAborted) : found;
        }

        try
        {
            var found = await ReadAsync(context);
            var isAtHome = found.Caller is { } caller && (name is null || caller.IsCalled(name));
            return new(isAtHome ? found.Caller : Nobody, null);
        }
        catch (ProblemException)
        {
            return new(Nobody, null);
        }
    }

    private async ValueTask<Authentication> ReadAsync(HttpContext context)
    {
        var token = ReadToken(context.Request);
        return token is null && context.Request.Headers.Authorization.Count > 1
            ? Strange("A request can have one Authorization header only.")
            : await AskAsync(token, context.RequestAborted);
    }

    /// <summary>Who sends a token, wherever it came from.</summary>
    /// <param name="token">Null: none was sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A caller, or why there is none; neither where a token is needed and none was sent.</returns>
    /// <exception cref="ProblemException">Unavailable when it cannot be found out now.</exception>
    internal async ValueTask<Authentication> AskAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is null)
        {
            return new(anonymous, null);
        }

        if (token.Length > LongestToken)
        {
            return Strange($"This token is longer than {LongestToken} characters.");
        }

        foreach (var reader in readers)
        {
            if (await reader.ReadAsync(token, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return Strange("This is no API key of this server, and no token that it can read.");
    }

    /// <summary>What is nobody's token: refused where it could have been meant for this server.</summary>
    private Authentication Strange(string refusal) => anonymous is null || takesTokens ? new(null, refusal) : new(anonymous, null);

    private static bool IsPublic(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
