using Graticule.Jobs.Access;
using Graticule.Server.Access;
using Graticule.Server.Dialects.Hpc.Throttling;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>All methods of one path in one version.</summary>
internal sealed class HpcRoute(HpcVersions version, string pattern, IReadOnlyList<HpcResource> resources, HpcParts parts)
{
    public static IEnumerable<HpcRoute> All(IReadOnlyList<HpcResource> resources, HpcParts parts) =>
        from version in (HpcVersions[])[HpcVersions.V2, HpcVersions.V3]
        from path in resources.Where(resource => resource.Versions.HasFlag(version)).GroupBy(resource => resource.Pattern, StringComparer.Ordinal)
        select new HpcRoute(version, path.Key, [.. path], parts);

    public void Map(IEndpointRouteBuilder routes) => routes.Map($"{Words.Base}{(version == HpcVersions.V2 ? 2 : 3)}{pattern}", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var caller = Identify(context);
        var resource = Choose(context);
        Count(context, caller, version == HpcVersions.V3 ? ThrottleScope.User : resource.Throttle);
        caller.Require(resource.Scope);
        context.Response.Headers.CacheControl = "no-store";
        await resource.Answer(new(context, caller, version, parts));
    }

    /// <summary>Nobody is served without a key here, whatever the server lets anonymous callers do elsewhere: everything has an owner.</summary>
    internal static Caller Identify(HttpContext context)
    {
        var caller = context.Caller();
        if (caller.Subject != Caller.AnonymousSubject)
        {
            return caller;
        }

        // Clients compare the first sentence.
        throw HpcErrors.Unauthorized(
            context.Request.Headers.Authorization.Count > 0
                ? "Invalid token."
                : "This needs a key; send one as 'Authorization: Token KEY'.");
    }

    private HpcResource Choose(HttpContext context)
    {
        var method = context.Request.Method;
        var found = resources.FirstOrDefault(resource => HttpMethods.Equals(resource.Method, method))
            ?? (HttpMethods.IsHead(method) ? resources.FirstOrDefault(resource => HttpMethods.IsGet(resource.Method)) : null);
        if (found is not null)
        {
            return found;
        }

        context.Response.Headers.Allow = string.Join(", ", resources.Select(resource => resource.Method).Append(HttpMethods.Options));
        throw HpcErrors.Detail(StatusCodes.Status405MethodNotAllowed, $"Method \"{method}\" not allowed.");
    }

    private void Count(HttpContext context, Caller caller, ThrottleScope scope)
    {
        var turn = parts.Throttle.Take(caller.Subject, scope);
        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = Digits.Of(turn.Limit);
        headers["X-RateLimit-Remaining"] = Digits.Of(turn.Remaining);
        if (turn.Wait is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            headers.RetryAfter = Digits.Of(seconds);
            throw HpcErrors.Detail(StatusCodes.Status429TooManyRequests, $"Request was throttled. Expected available in {seconds} second{(seconds == 1 ? "" : "s")}.");
        }
    }
}
