using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Graticule.Server.Observability;

/// <summary>Measures every request, names its trace, and logs those that failed (or all, where the operator wants that). Outermost of all.</summary>
internal sealed class RequestMetrics(Meter meter, ILogger<RequestMetrics> log, bool logAll)
{
    private readonly Histogram<double> _duration = meter.CreateHistogram(
        "graticule.http.request.duration",
        "s",
        "Time from the first byte of a request to the last of its answer, by route and class of status.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Record(context, Stopwatch.GetElapsedTime(started));
        }
    }

    private static string ClassOf(int status) => status switch { < 200 => "1xx", < 300 => "2xx", < 400 => "3xx", < 500 => "4xx", _ => "5xx" };

    private static string MethodOf(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" ? method : "other";

    private void Record(HttpContext context, TimeSpan duration)
    {
        var status = context.Response.StatusCode;
        var method = MethodOf(context.Request.Method);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        _duration.Record(duration.TotalSeconds, new("method", method), new("route", route), new("status", ClassOf(status)));
        if (Activity.Current is { IsAllDataRequested: true } activity)
        {
            activity.DisplayName = $"{method} {route}";
            activity.SetTag("http.request.method", method);
            activity.SetTag("http.route", route);
            activity.SetTag("http.response.status_code", status);
        }

        var usual = logAll ? LogLevel.Information : LogLevel.Debug;
        var level = status >= 500 ? LogLevel.Warning : usual;
        if (log.IsEnabled(level))
        {
            // The path alone, in its escaped form: queries and headers may hold secrets, and a raw path may hold line breaks.
            log.Log(level, "{Method} {Path} answered {Status} after {Milliseconds:0.0} ms", method, context.Request.Path.ToUriComponent(), status, duration.TotalMilliseconds);
        }
    }
}
