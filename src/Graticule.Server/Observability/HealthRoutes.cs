using System.Text.Json.Nodes;

namespace Graticule.Server.Observability;

/// <summary>
/// <c>/health/live</c>: the process answers; restart it when this does not. <c>/health/ready</c>: it can take work; 503 with every check
/// when it cannot. Both without a key.
/// </summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes, Readiness readiness)
    {
        routes.MapMethods("/health/live", ["GET", "HEAD"], context => WriteAsync(context, StatusCodes.Status200OK, new() { ["status"] = "ok" }))
            .AllowAnonymous();
        routes.MapMethods("/health/ready", ["GET", "HEAD"], context => ReadyAsync(context, readiness)).AllowAnonymous();
    }

    private static async Task ReadyAsync(HttpContext context, Readiness readiness)
    {
        var findings = await readiness.LookAsync(context.RequestAborted);
        JsonObject checks = [];
        foreach (var (name, fault, isAdvice) in findings)
        {
            var trouble = isAdvice ? "warning" : "failing";
            checks[name] = fault is null ? new() { ["status"] = "ok" } : new JsonObject { ["status"] = trouble, ["message"] = fault };
        }

        var isReady = findings.All(finding => finding.Fault is null || finding.IsAdvice);
        var status = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await WriteAsync(context, status, new() { ["status"] = isReady ? "ok" : "failing", ["checks"] = checks });
    }

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
