using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>One path of the API in all versions: what each method does there, and whether anybody may ask.</summary>
/// <param name="Pattern">Path below the version, such as <c>/jobs/{jobId}</c>.</param>
/// <param name="IsPublic">Answers without a token.</param>
/// <param name="Methods">What each method does.</param>
internal sealed record Resource(string Pattern, bool IsPublic, IReadOnlyList<ResourceMethod> Methods)
{
    /// <summary>Left out of what <c>/</c> lists: no part of the API that clients would look for.</summary>
    public bool IsUnlisted { get; init; }

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var version in ApiVersion.All)
        {
            var endpoint = routes.Map($"{Root.Path}/{version.Path}{Pattern}", AnswerAsync).WithMetadata(version);
            if (IsPublic)
            {
                endpoint.AllowAnonymous();
            }
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var asked = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        foreach (var method in Methods)
        {
            if (HttpMethods.Equals(method.Name, asked))
            {
                Require(context.Caller(), method.Scope);
                return method.Answer(context);
            }
        }

        throw Errors.New("FeatureUnsupported", $"{context.Request.Method} is not for this resource; it takes: {string.Join(", ", Methods.Select(method => method.Name))}.");
    }

    private void Require(Caller caller, Scopes scope)
    {
        if (!IsPublic && caller.Subject == Caller.AnonymousSubject && !caller.Scopes.HasFlag(scope))
        {
            throw Errors.New("AuthenticationRequired", "Who sends no token may not do that here; log in first.");
        }

        if (!IsPublic)
        {
            caller.Require(scope);
        }
    }
}

/// <param name="Name">Such as <c>GET</c>; <c>HEAD</c> goes with it.</param>
/// <param name="Scope">What the caller must be allowed to do, where the resource is not public.</param>
/// <param name="Answer">Does it.</param>
internal sealed record ResourceMethod(string Name, Scopes Scope, RequestDelegate Answer);
