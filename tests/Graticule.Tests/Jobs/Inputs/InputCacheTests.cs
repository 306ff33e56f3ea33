using Graticule.Jobs.Inputs;
using Graticule.Tests.Jobs.Storage;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Jobs.Inputs;

/// <summary>What is fetched twice, and what is not.</summary>
public sealed class InputCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string _content = "first";
    private int _bodies;

    private string Cache => Path.Combine(_folder.Path, "cache");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ETag")]
    [InlineData("Last-Modified")]
    public async Task Content_that_did_not_change_is_sent_once(string validator)
    {
        await using var remote = await StartAsync(validator);
        using var fetcher = Fetcher();

        Assert.Equal("first", await FetchAsync(fetcher, remote.Url));
        Assert.Equal("first", await FetchAsync(fetcher, remote.Url));

        Assert.Equal(2, remote.Requests.Count);
        Assert.Equal(1, _bodies);
    }

    [Fact]
    public async Task Content_that_changed_is_sent_again()
    {
        await using var remote = await StartAsync("ETag");
        using var fetcher = Fetcher();

        Assert.Equal("first", await FetchAsync(fetcher, remote.Url));
        _content = "second";

        Assert.Equal("second", await FetchAsync(fetcher, remote.Url));
    }

    [Fact]
    public async Task Content_without_a_validator_is_never_taken_on_trust()
    {
        await using var remote = await StartAsync("none");
        using var fetcher = Fetcher();

        await FetchAsync(fetcher, remote.Url);
        _content = "second";

        Assert.Equal("second", await FetchAsync(fetcher, remote.Url));
    }

    [Fact]
    public async Task Content_that_must_not_be_stored_is_never_answered_from_the_cache()
    {
        await using var remote = await StartAsync("ETag", noStore: true);
        using var fetcher = Fetcher();

        await FetchAsync(fetcher, remote.Url);
        await FetchAsync(fetcher, remote.Url);

        Assert.Equal(2, _bodies);
    }

    [Fact]
    public async Task Many_who_want_the_same_at_once_share_one_transfer_and_one_who_leaves_does_not_end_it()
    {
        var go = new TaskCompletionSource();
        await using var remote = await RemoteHost.StartAsync(async context =>
        {
            await go.Task;
            await context.Response.WriteAsync("shared");
        });
        using var fetcher = Fetcher();
        using var leaving = new CancellationTokenSource();

        var first = fetcher.FetchAsync(remote.Url, Place(), leaving.Token);
        var others = Enumerable.Range(0, 20).Select(_ => FetchAsync(fetcher, remote.Url)).ToList();
        await WaitForAsync(() => !remote.Requests.IsEmpty);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        go.SetResult();

        Assert.All(await Task.WhenAll(others), text => Assert.Equal("shared", text));
        Assert.Single(remote.Requests);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("cut")]
    [InlineData("index")]
    [InlineData("everything")]
    public async Task Damage_to_the_cache_costs_a_transfer_and_nothing_else(string damage)
    {
        await using var remote = await StartAsync("ETag");
        using var fetcher = Fetcher();
        await FetchAsync(fetcher, remote.Url);
        var content = Assert.Single(Directory.GetFiles(Path.Combine(Cache, "content"), "*", SearchOption.AllDirectories));
        var index = Assert.Single(Directory.GetFiles(Path.Combine(Cache, "urls"), "*", SearchOption.AllDirectories));
        switch (damage)
        {
            case "delete":
                File.Delete(content);
                break;
            case "cut":
                File.SetUnixFileMode(content, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                await File.WriteAllTextAsync(content, "fi");
                break;
            case "index":
                await File.WriteAllTextAsync(index, "{\"sha256\": 7");
                break;
            default:
                Directory.Delete(Cache, recursive: true);
                break;
        }

        Assert.Equal("first", await FetchAsync(fetcher, remote.Url));
        Assert.Equal(2, _bodies);
    }

    [Fact]
    public async Task What_a_job_gets_is_read_only_and_outlives_the_cache()
    {
        await using var remote = await StartAsync("ETag");
        using var fetcher = Fetcher();
        var place = Place();
        await fetcher.FetchAsync(remote.Url, place, default);

        Directory.Delete(Cache, recursive: true);

        Assert.Equal("first", await File.ReadAllTextAsync(place));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(place));
    }

    [Fact]
    public async Task The_cache_keeps_below_its_bound_and_forgets_what_was_used_longest_ago()
    {
        await using var remote = await RemoteHost.StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            if (context.Request.Headers.IfNoneMatch.Count > 0)
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            Interlocked.Increment(ref _bodies);
            return context.Response.WriteAsync(context.Request.Path.Value!.PadRight(1000));
        });
        using var fetcher = new InputFetcher(Policy with { CacheBytes = 2500 }, Cache, TimeProvider.System);

        await FetchAsync(fetcher, new(remote.Url, "a"));
        await FetchAsync(fetcher, new(remote.Url, "b"));
        await FetchAsync(fetcher, new(remote.Url, "a"));
        await FetchAsync(fetcher, new(remote.Url, "c"));
        Assert.Equal(3, _bodies);

        await FetchAsync(fetcher, new(remote.Url, "a"));
        Assert.Equal(3, _bodies);
        await FetchAsync(fetcher, new(remote.Url, "b"));
        Assert.Equal(4, _bodies);
        Assert.InRange(Directory.GetFiles(Path.Combine(Cache, "content"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 2500);
    }

    [Fact]
    public async Task What_a_killed_server_left_half_fetched_goes()
    {
        await using var remote = await StartAsync("ETag");
        var parts = Directory.CreateDirectory(Path.Combine(Cache, "parts")).FullName;
        var (old, young) = (Path.Combine(parts, "old"), Path.Combine(parts, "young"));
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(young, "half");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        using var fetcher = Fetcher();

        await FetchAsync(fetcher, remote.Url);

        Assert.Equal([young], Directory.GetFiles(parts));
    }

    private static FetchPolicy Policy => new() { PrivateHosts = [HostRule.Parse("127.0.0.0/8")] };

    private static async Task WaitForAsync(Func<bool> holds)
    {
        for (var tries = 0; tries < 2000 && !holds(); tries++)
        {
            await Task.Delay(25);
        }

        Assert.True(holds());
    }

    private Task<RemoteHost> StartAsync(string validator, bool noStore = false) => RemoteHost.StartAsync(context =>
    {
        var (name, value) = validator == "ETag" ? ("ETag", $"\"{_content}\"") : ("Last-Modified", "Sat, 01 Feb 2020 10:00:00 GMT");
        if (validator != "none")
        {
            context.Response.Headers[name] = value;
        }

        if (noStore)
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        if (context.Request.Headers.IfNoneMatch == value || context.Request.Headers.IfModifiedSince == value)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        Interlocked.Increment(ref _bodies);
        return context.Response.WriteAsync(_content);
    });

    private InputFetcher Fetcher() => new(Policy, Cache, TimeProvider.System);

    private string Place() => Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));

    private async Task<string> FetchAsync(InputFetcher fetcher, Uri url)
    {
        var place = Place();
        await fetcher.FetchAsync(url, place, default);
        return await File.ReadAllTextAsync(place);
    }
}
