using Graticule.Jobs;
using Graticule.Tests.Jobs.Engine;

namespace Graticule.Tests.Jobs.Execution;

public sealed class JobLogsTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public Task InitializeAsync()
    {
        _server = TestServer.Open();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task All_lines_are_kept_with_level_and_time_and_read_from_any_number_on()
    {
        var job = await _server.Start().RunAsync("chatter", 500);

        var lines = await _server.Logs.ReadAsync(job, 0, CancellationToken.None);

        var said = lines.Where(line => line.Level == LogLevel.Debug).Select(line => line.Message);
        Assert.Equal(string.Join(';', Enumerable.Range(0, 500).Select(line => $"line {line}")), string.Join(';', said));
        Assert.Equal("The job succeeded.", lines[^1].Message);
        Assert.Equal(lines.Select(line => line.Time), lines.Select(line => line.Time).Order().ToList());
        Assert.Equal(lines.Skip(100), await _server.Logs.ReadAsync(job, 100, CancellationToken.None));
        Assert.Empty(await _server.Logs.ReadAsync(job, 10_000, CancellationToken.None));
    }

    [Fact]
    public async Task The_lines_of_every_attempt_are_there()
    {
        var job = await _server.Start().RunAsync("die-at-first", 1);

        var lines = (await _server.Logs.ReadAsync(job, 0, CancellationToken.None)).Select(line => line.Message).ToList();

        Assert.Equal("The job left the queue.", lines[0]);
        Assert.Contains("killed by signal 9", lines[1], StringComparison.Ordinal);
        Assert.Equal("Attempt 2 of at most 3.", lines[2]);
        Assert.Equal("The job succeeded.", lines[^1]);
    }

    [Fact]
    public async Task Half_a_line_is_not_a_line_yet()
    {
        var job = await _server.SubmitAsync("answer", 1);
        var workspace = _server.Workspaces.Create(job.Id, 1);
        var log = Path.Combine(workspace.Path, "log.jsonl");
        var line = """{"time":"2026-03-01T12:00:00+00:00","level":"Warning","message":"whole"}""" + "\n";
        await File.WriteAllTextAsync(log, line + """{"time":"2026-03-01T12:00:01+00:00","lev""");

        var lines = await _server.Logs.ReadAsync(job, 0, CancellationToken.None);

        Assert.Equal([new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), LogLevel.Warning, "whole")], lines);
    }

    [Fact]
    public async Task A_job_that_said_nothing_has_no_lines()
    {
        var job = await _server.Start().RunAsync("trivial", 1);

        Assert.Empty(await _server.Logs.ReadAsync(job, 0, CancellationToken.None));
    }
}
