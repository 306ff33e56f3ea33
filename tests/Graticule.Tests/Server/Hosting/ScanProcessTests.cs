using Graticule.Raster.Observations.Registration;
using Graticule.Server.Hosting;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Hosting;

public sealed class ScanProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_report_is_read_whatever_the_exit_code()
    {
        var report = await Process("""printf '{"datasets":[{"id":"%s","files":2,"filesRead":1,"filesKnown":1,"filesRemoved":0,"filesOutside":0,"unreadable":[],"faults":[]}],"refused":[],"notes":[],"unread":[]}' "$*"; exit 2""")
            .RunAsync(CancellationToken.None);

        Assert.Equal("dataset scan /data/a /data/b.yaml --index /index --json", Assert.Single(report.Datasets).Id);
    }

    [Theory]
    [InlineData("echo 'no GDAL here' >&2; exit 5", "code 5", "no GDAL here")]
    [InlineData("kill -9 $$", "code 137", "")]
    [InlineData("echo '{\"datasets\":'", "code 0", "")]
    public async Task A_scan_without_a_report_fails_with_its_reason(string script, string code, string words)
    {
        var failed = await Assert.ThrowsAsync<IOException>(() => Process(script).RunAsync(CancellationToken.None));

        Assert.Contains(code, failed.Message, StringComparison.Ordinal);
        Assert.Contains(words, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named() =>
        Assert.Contains("/no/graticule", (await Assert.ThrowsAsync<IOException>(() => new ScanProcess<DatasetScanReport>("/no/graticule", [], DatasetScanJson.Default.DatasetScanReport).RunAsync(CancellationToken.None))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_scan_that_is_not_wanted_any_more_is_killed()
    {
        var mark = Path.Combine(_folder.Path, "started");
        using CancellationTokenSource stop = new();
        var running = Process($"echo $$ > {mark}.part; mv {mark}.part {mark}; exec sleep 600").RunAsync(stop.Token);
        while (!File.Exists(mark))
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var id = (await File.ReadAllTextAsync(mark)).Trim();
        while (Directory.Exists($"/proc/{id}") && !(await File.ReadAllTextAsync($"/proc/{id}/stat")).Contains(") Z", StringComparison.Ordinal))
        {
            await Task.Delay(10);
        }
    }

    private ScanProcess<DatasetScanReport> Process(string script)
    {
        var program = Path.Combine(_folder.Path, "program");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new(program, ["dataset", "scan", "/data/a", "/data/b.yaml", "--index", "/index"], DatasetScanJson.Default.DatasetScanReport);
    }
}
