namespace Graticule.Server.Observability;

/// <summary><c>/metrics</c>, for Prometheus. Where the server wants keys, any valid one will do.</summary>
internal static class MetricRoutes
{
    public static void Map(IEndpointRouteBuilder routes, MetricRecorder recorder, QueueMetrics queue) =>
        routes.MapGet("/metrics", async (HttpContext context) =>
        {
            await queue.RefreshAsync(context.RequestAborted);
            context.Response.ContentType = MetricText.MediaType;
            await context.Response.WriteAsync(recorder.Write(), context.RequestAborted);
        });
}
