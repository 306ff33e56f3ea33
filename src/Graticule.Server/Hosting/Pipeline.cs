using Graticule.Server.Access;
using Graticule.Server.Observability;

namespace Graticule.Server.Hosting;

/// <summary>What every request passes, from the outside in, and which routes there are.</summary>
internal static class Pipeline
{
    public static void Map(WebApplication app, ServerParts parts, ServerOptions options)
    {
        app.Use(parts.Operator.Requests.InvokeAsync);
        app.Use(new PlainProblems(app.Services.GetRequiredService<ILogger<PlainProblems>>()).InvokeAsync);
        LocalNames.Use(app, options);
        PublicBase.Use(app, options.PublicUrl);
        parts.Ogc.Use(app);
        parts.OpenEo.Use(app);
        parts.EarlyOpenEo.Use(app);
        parts.RestOpenEo.Use(app);
        parts.Cdms.Use(app);
        parts.Lcmap.Use(app);
        parts.Hpc.Use(app);
        app.UseRouting();
        app.Use(parts.Gate.InvokeAsync);

        HealthRoutes.Map(app, parts.Operator.Readiness);
        MetricRoutes.Map(app, parts.Operator.Recorder, parts.Operator.Queue);
        ResourceMetadata.Map(app, options.Oidc);
        CollectionRoutes.Map(app, parts.Files);
        parts.Maps.Map(app);
        parts.Ogc.Map(app);
        parts.OpenEo.Map(app);
        parts.EarlyOpenEo.Map(app);
        parts.RestOpenEo.Map(app);
        parts.Cdms.Map(app);
        parts.Lcmap.Map(app);
        parts.Hpc.Map(app);
        app.MapGet("/", context =>
        {
            context.Response.Redirect($"{context.Request.PathBase.ToUriComponent()}/ogc-api");
            return Task.CompletedTask;
        }).AllowAnonymous();
    }
}
