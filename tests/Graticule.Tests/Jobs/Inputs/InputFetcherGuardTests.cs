using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Inputs;

/// <summary>What the fetcher must not reach, tried with a server that would gladly answer.</summary>
public sealed class InputFetcherGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("0.0.0.0")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    public async Task By_default_this_machine_is_not_asked_however_it_is_written(string host)
    {
        await using var remote = await RemoteHost.StartAsync("secret");
        using var fetcher = Fetcher(new());

        var problem = await RefusedAsync(fetcher, string.Create(CultureInfo.InvariantCulture, $"http://{host}:{remote.Port}/a"));

        Assert.Equal(ProblemKind.Forbidden, problem.Kind);
        Assert.Contains("--private-host", problem.Message, StringComparison.Ordinal);
        Assert.Empty(remote.Requests);
    }

    [Fact]
    public async Task A_redirect_does_not_lead_to_where_the_policy_does_not()
    {
        await using var secret = await RemoteHost.StartAsync("secret");
        await using var front = await RemoteHost.StartAsync(context =>
        {
            context.Response.Redirect(secret.Url.AbsoluteUri);
            return Task.CompletedTask;
        });
        using var fetcher = Fetcher(Allowing(front.Port));

        var problem = await RefusedAsync(fetcher, front.Url.AbsoluteUri);

        Assert.Equal(ProblemKind.Forbidden, problem.Kind);
        Assert.Single(front.Requests);
        Assert.Empty(secret.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd", ProblemKind.Forbidden)]
    [InlineData("http://user:word@127.0.0.1/", ProblemKind.InvalidInput)]
    [InlineData("/again", ProblemKind.InvalidInput)]
    public async Task A_redirect_is_bounded_and_keeps_to_the_rules(string target, ProblemKind expected)
    {
        await using var remote = await RemoteHost.StartAsync(context =>
        {
            context.Response.Redirect(target);
            return Task.CompletedTask;
        });
        using var fetcher = Fetcher(Allowing(remote.Port));

        var problem = await RefusedAsync(fetcher, remote.Url.AbsoluteUri);

        Assert.Equal(expected, problem.Kind);
        Assert.InRange(remote.Requests.Count, 1, 6);
    }

    [Fact]
    public async Task Nothing_about_the_server_or_an_earlier_answer_is_sent_along()
    {
        await using var target = await RemoteHost.StartAsync("content");
        await using var front = await RemoteHost.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "a=b; Path=/";
            context.Response.Redirect(target.Url + "x");
            return Task.CompletedTask;
        });
        using var fetcher = Fetcher(Allowing(front.Port, target.Port));

        await fetcher.FetchAsync(front.Url, Place(), default);
        await fetcher.FetchAsync(front.Url, Place(), default);

        foreach (var (_, _, headers) in target.Requests.Concat(front.Requests))
        {
            Assert.Equal(["Accept-Encoding", "Host", "User-Agent"], headers.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_name_and_a_password_in_the_address_are_refused()
    {
        using var fetcher = Fetcher(new());

        Assert.Equal(ProblemKind.InvalidInput, (await RefusedAsync(fetcher, "http://a:b@example.org/")).Kind);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_named()
    {
        using var fetcher = Fetcher(new());

        var problem = await RefusedAsync(fetcher, "http://no-such-host.invalid/a.tif");

        Assert.Contains("no-such-host.invalid", problem.Message, StringComparison.Ordinal);
    }

    private static FetchPolicy Allowing(params int[] ports) =>
        new() { PrivateHosts = [.. ports.Select(port => HostRule.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")))] };

    private InputFetcher Fetcher(FetchPolicy policy) => new(policy, Path.Combine(_folder.Path, "cache"), TimeProvider.System);

    private string Place() => Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));

    private async Task<Problem> RefusedAsync(InputFetcher fetcher, string url)
    {
        var place = Place();
        var exception = await Assert.ThrowsAsync<ProblemException>(() => fetcher.FetchAsync(new(url), place, default));
        Assert.False(File.Exists(place));
        return exception.Problem;
    }
}
