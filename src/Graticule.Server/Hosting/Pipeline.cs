using Graticule.Server.Observability;

namespace Graticule.Server.Hosting;

/// <summary>What every request passes, from the outside in, and which routes there are.</summary>
internal static class Pipeline
{
    public static void Map(WebApplication app, ServerParts parts)
    {
        app.Use(parts.Requests.InvokeAsync);
        app.UseRouting();
        app.Use(parts.Authentication.InvokeAsync);

        HealthRoutes.Map(app, parts.Readiness);
        MetricRoutes.Map(app, parts.Recorder, parts.Queue);
        foreach (var dialect in parts.Dialects)
        {
            dialect.Map(app);
        }
    }
}
