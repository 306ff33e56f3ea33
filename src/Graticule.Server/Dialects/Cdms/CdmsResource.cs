using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Answers a request.</summary>
/// <param name="context">The request.</param>
/// <param name="arguments">Of its query, and of its body where that is a form.</param>
internal delegate Task CdmsAnswer(HttpContext context, Arguments arguments);

/// <summary>One path of the API: by GET and POST alike; HEAD where that has no effect.</summary>
/// <param name="Pattern">Below the root, and below <c>/cdms</c> and <c>/nexus</c>: begins with a slash.</param>
/// <param name="Name">A few words.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Answer">What it does.</param>
/// <param name="Parameters">In the order in which people want to read of them.</param>
internal sealed record CdmsResource(string Pattern, string Name, string Description, CdmsAnswer Answer, IReadOnlyList<CdmsParameter> Parameters)
{
    /// <summary>What it takes to ask for it.</summary>
    public Scopes Scope { get; init; } = Scopes.Read;

    /// <summary>Answers without a key or token.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Left out of <c>/capabilities</c> and the API definition: another name of something that is there.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>Media types of its answers, the usual one first.</summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = [Words.Json];

    /// <summary>What its path begins with, without slashes.</summary>
    public string FirstSegment => Pattern.Split('/')[1];

    public void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.Map(Pattern, AnswerAsync);
        if (IsPublic)
        {
            endpoint.AllowAnonymous();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var isHead = HttpMethods.IsHead(method) && !Scope.HasFlag(Scopes.Execute);
        if (!isHead && !HttpMethods.IsGet(method) && !HttpMethods.IsPost(method))
        {
            context.Response.Headers.Allow = "GET, POST";
            throw new CdmsException(StatusCodes.Status405MethodNotAllowed, $"{method} is not for this resource; it takes: GET, POST.");
        }

        if (!IsPublic)
        {
            Require(context);
        }

        if (Scope.HasFlag(Scopes.Execute))
        {
            // What a request changes must not come out of a cache.
            context.Response.Headers.CacheControl = "no-store";
        }

        await Answer(context, await Arguments.ReadAsync(context.Request, context.RequestAborted));
    }

    private void Require(HttpContext context)
    {
        var caller = context.Caller();
        if (caller.Subject == Caller.AnonymousSubject && !caller.Scopes.HasFlag(Scope))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"graticule\"";
            throw new CdmsException(StatusCodes.Status401Unauthorized, "Who sends no key may not do that here; send one as 'Authorization: Bearer KEY'.");
        }

        caller.Require(Scope);
    }
}
