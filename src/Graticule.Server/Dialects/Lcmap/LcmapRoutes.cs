using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>The paths of the API, each with the methods it takes.</summary>
internal static class LcmapRoutes
{
    public static void Map(IEndpointRouteBuilder routes, IEnumerable<LcmapResource> resources)
    {
        foreach (var path in resources.GroupBy(resource => resource.Pattern, StringComparer.Ordinal))
        {
            LcmapResource[] methods = [.. path];
            var endpoint = routes.Map(Words.Root + path.Key, context => AnswerAsync(context, methods));
            if (methods.All(method => method.IsPublic))
            {
                endpoint.AllowAnonymous();
            }
        }

        routes.Map(Words.Root + "/{**rest}", context => throw Errors.NotFound($"There is nothing at '{context.Request.Path}'.")).AllowAnonymous();
    }

    private static async Task AnswerAsync(HttpContext context, LcmapResource[] methods)
    {
        var asked = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        if (Array.Find(methods, method => HttpMethods.Equals(method.Method, asked)) is not { } found)
        {
            context.Response.Headers.Allow = string.Join(", ", methods.Select(method => method.Method));
            throw new LcmapException(StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} is not for this resource.");
        }

        if (!found.IsPublic)
        {
            Require(context, found.Scope);
        }

        await found.Answer(context);
    }

    /// <exception cref="LcmapException">The caller did not say who it is.</exception>
    /// <exception cref="Jobs.ProblemException">Forbidden.</exception>
    public static void Require(HttpContext context, Scopes scope)
    {
        var caller = context.Caller();
        if (caller.Subject == Caller.AnonymousSubject && !caller.Scopes.HasFlag(scope))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"graticule\"";
            throw Errors.NoKey("Who sends no key may not do that here; send one as 'Authorization: Bearer KEY'.");
        }

        caller.Require(scope);
    }
}
