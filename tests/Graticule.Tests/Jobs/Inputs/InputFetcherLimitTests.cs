using System.Diagnostics;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Tests.Jobs.Storage;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Jobs.Inputs;

/// <summary>Servers that misbehave.</summary>
public sealed class InputFetcherLimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_body_without_an_end_is_cut_off_at_the_size_limit()
    {
        await using var remote = await RemoteHost.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[65536], context.RequestAborted);
            }
        });

        var problem = await FailsAsync(remote.Url, Local with { MaxBytes = 3 << 20 });

        Assert.Equal(ProblemKind.TooLarge, problem.Kind);
        Assert.Contains("3 MiB", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_not_read()
    {
        await using var remote = await RemoteHost.StartAsync(async context =>
        {
            context.Response.ContentLength = 1L << 40;
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        var began = Stopwatch.StartNew();
        var problem = await FailsAsync(remote.Url, Local);

        Assert.Equal(ProblemKind.TooLarge, problem.Kind);
        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_off_at_the_time_limit()
    {
        await using var remote = await RemoteHost.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(50, context.RequestAborted);
            }
        });

        var began = Stopwatch.StartNew();
        var problem = await FailsAsync(remote.Url, Local with { IdleTime = TimeSpan.FromSeconds(5), TotalTime = TimeSpan.FromSeconds(1) });

        Assert.Equal(ProblemKind.Unavailable, problem.Kind);
        Assert.Contains("longer than 1 s", problem.Message, StringComparison.Ordinal);
        Assert.InRange(began.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silent_host_is_given_up(bool hasBegun)
    {
        await using var remote = await RemoteHost.StartAsync(async context =>
        {
            if (hasBegun)
            {
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        var problem = await FailsAsync(remote.Url, Local with { IdleTime = TimeSpan.FromSeconds(0.5) });

        Assert.Equal(ProblemKind.Unavailable, problem.Kind);
        Assert.Contains("silent", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_no_content()
    {
        await using var remote = await RemoteHost.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(200, context.RequestAborted);
            context.Abort();
        });

        var problem = await FailsAsync(remote.Url, Local);

        Assert.Equal(ProblemKind.Unavailable, problem.Kind);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "cache"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(404, ProblemKind.InvalidInput)]
    [InlineData(401, ProblemKind.InvalidInput)]
    [InlineData(403, ProblemKind.InvalidInput)]
    [InlineData(204, ProblemKind.InvalidInput)]
    [InlineData(429, ProblemKind.Unavailable)]
    [InlineData(503, ProblemKind.Unavailable)]
    public async Task An_answer_without_content_says_whether_trying_again_may_help(int status, ProblemKind expected)
    {
        await using var remote = await RemoteHost.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var problem = await FailsAsync(remote.Url, Local);

        Assert.Equal(expected, problem.Kind);
        Assert.Contains($" {status}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packed_content_is_refused()
    {
        await using var remote = await RemoteHost.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("not really");
        });

        Assert.Contains("gzip", (await FailsAsync(remote.Url, Local)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_to_is_the_servers_fault()
    {
        await using var remote = await RemoteHost.StartAsync("content");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "cache"), "a file where the folder should be");

        Assert.Equal(ProblemKind.Unavailable, (await FailsAsync(remote.Url, Local)).Kind);
    }

    private static FetchPolicy Local => new() { PrivateHosts = [HostRule.Parse("127.0.0.0/8")] };

    private async Task<Problem> FailsAsync(Uri url, FetchPolicy policy)
    {
        using var fetcher = new InputFetcher(policy, Path.Combine(_folder.Path, "cache"), TimeProvider.System);
        var place = Path.Combine(_folder.Path, "place");
        var fetch = fetcher.FetchAsync(url, place, default);
        var exception = await Assert.ThrowsAsync<ProblemException>(() => fetch.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(File.Exists(place));
        return exception.Problem;
    }
}
