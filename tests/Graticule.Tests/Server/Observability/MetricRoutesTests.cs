using Graticule.Tests.Server.Hosting;

namespace Graticule.Tests.Server.Observability;

public sealed class MetricRoutesTests
{
    [Fact]
    public async Task The_figures_tell_what_the_server_did()
    {
        await using var server = await RunningServer.StartAsync();
        for (var count = 0; count < 3; count++)
        {
            await server.Http.GetStringAsync("/ogc-api/jobs?f=json");
        }

        using var missing = await server.Http.GetAsync(new Uri("/nowhere/at/all", UriKind.Relative));
        using var response = await server.Http.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = PrometheusText.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(3, text.Samples["graticule_http_request_duration_seconds_count{method=\"GET\",route=\"/ogc-api/jobs\",status=\"2xx\"}"]);
        Assert.Equal(1, text.Samples["graticule_http_request_duration_seconds_count{method=\"GET\",route=\"none\",status=\"4xx\"}"]);
        Assert.Equal(0, text.Samples["graticule_jobs{state=\"queued\"}"]);
        Assert.Equal(0, text.Samples["graticule_queue_age_seconds"]);
        Assert.Contains("graticule_worker_restarts_total", text.Samples.Keys);
        Assert.InRange(text.Samples["process_resident_memory_bytes"], 10e6, 10e9);
        Assert.InRange(text.Samples["graticule_uptime_seconds"], 0.001, 300);
    }

    [Fact]
    public async Task A_job_shows_in_the_figures()
    {
        await using var server = await RunningServer.StartAsync();
        using var content = new StringContent("{\"inputs\":{\"a\":\"hello\"}}", System.Text.Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync(new Uri("/ogc-api/processes/echo/execution", UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        var text = PrometheusText.Parse(await server.Http.GetStringAsync("/metrics"));

        Assert.Equal(1, text.Samples["graticule_jobs{state=\"succeeded\"}"]);
        Assert.Equal("histogram", text.Types["graticule_job_run_time_seconds"]);
        Assert.InRange(text.Samples["graticule_job_run_time_seconds_count{process=\"echo\",state=\"succeeded\"}"], 1, 1000);
    }
}
