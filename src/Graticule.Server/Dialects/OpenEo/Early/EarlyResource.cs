using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>One path of an early version: what each method does there, and whether anybody may ask.</summary>
/// <param name="Pattern">Path below that of the version; <c>{user}</c> stands for <c>me</c> or the caller's own name.</param>
/// <param name="IsPublic">Answers without a token.</param>
/// <param name="Methods">What each method does.</param>
internal sealed record EarlyResource(string Pattern, bool IsPublic, IReadOnlyList<ResourceMethod> Methods)
{
    private const string Me = "me";

    /// <summary>Left out of what the version says it can do: another way to say something that is there.</summary>
    public bool IsUnlisted { get; init; }

    public static EarlyResource Public(string pattern, params ResourceMethod[] methods) => new(pattern, IsPublic: true, methods);

    public static EarlyResource Private(string pattern, params ResourceMethod[] methods) => new(pattern, IsPublic: false, methods);

    public static ResourceMethod Get(RequestDelegate answer) => new(HttpMethods.Get, Scopes.Read, answer);

    public static ResourceMethod Post(RequestDelegate answer) => new(HttpMethods.Post, Scopes.Execute, answer);

    public static ResourceMethod Put(RequestDelegate answer) => new(HttpMethods.Put, Scopes.Execute, answer);

    public static ResourceMethod Patch(RequestDelegate answer) => new(HttpMethods.Patch, Scopes.Execute, answer);

    public static ResourceMethod Delete(RequestDelegate answer) => new(HttpMethods.Delete, Scopes.Execute, answer);

    /// <param name="routes">Gets it.</param>
    /// <param name="version">Where it lies.</param>
    /// <param name="more">What else answers to it shall know.</param>
    public void Map(IEndpointRouteBuilder routes, EarlyVersion version, params IEnumerable<object> more)
    {
        var endpoint = routes.Map(version.Path + Pattern, AnswerAsync).WithMetadata([version, .. more]);
        if (IsPublic)
        {
            endpoint.AllowAnonymous();
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var asked = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        foreach (var method in Methods)
        {
            if (HttpMethods.Equals(method.Name, asked))
            {
                Require(context, method.Scope);
                return method.Answer(context);
            }
        }

        var known = string.Join(", ", Methods.Select(method => method.Name));
        context.Response.Headers.Allow = known;
        throw EarlyErrors.New(StatusCodes.Status405MethodNotAllowed, "FeatureUnsupported", $"{context.Request.Method} is not for this resource; it takes: {known}.");
    }

    private void Require(HttpContext context, Scopes scope)
    {
        if (IsPublic)
        {
            return;
        }

        var caller = context.Caller();
        if (caller.Subject == Caller.AnonymousSubject && !caller.Scopes.HasFlag(scope))
        {
            throw Errors.New("AuthenticationRequired", "Who sends no token may not do that here; log in first.");
        }

        caller.Require(scope);
        if (context.Request.RouteValues["user"] is string user && user != Me && !caller.IsCalled(user))
        {
            throw EarlyErrors.Foreign(user);
        }
    }
}
