using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Execution;

public sealed class WorkspaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_order_is_read_as_it_was_written()
    {
        var spec = SampleJobs.Full().Spec;
        var order = new JobOrder(JobId.New(TimeProvider.System), 2, spec);
        var workspace = new Workspace(_folder.Path);

        await workspace.WriteOrderAsync(order, CancellationToken.None);

        var read = await workspace.ReadOrderAsync(CancellationToken.None);
        Assert.Equal((order.Job, 2), (read.Job, read.Attempt));
        Assert.Equal(JsonSerializer.Serialize(spec), JsonSerializer.Serialize(read.Spec));
    }

    [Fact]
    public async Task A_report_is_read_as_it_was_written_and_no_report_is_null()
    {
        var workspace = new Workspace(_folder.Path);
        Assert.Null(await workspace.ReadReportAsync(CancellationToken.None));
        var report = new JobReport(
            new(ProblemKind.TooLarge, "Too \"large\" ü", "il", [new("/inputs/il/0", "no")]),
            [new("a", "image/tiff", FileKey: "a.tif"), new("b", "application/json", JsonNode.Parse("""{"x":[1.10,null]}"""))]);

        await workspace.WriteReportAsync(report, CancellationToken.None);

        Assert.Equal(JsonSerializer.Serialize(report), JsonSerializer.Serialize(await workspace.ReadReportAsync(CancellationToken.None)));
        Assert.Equal("report.json", Path.GetFileName(Directory.GetFiles(_folder.Path).Single()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    public async Task A_report_of_which_a_crash_of_the_machine_left_the_name_alone_counts_for_none(string left)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "report.json"), left);

        Assert.Null(await new Workspace(_folder.Path).ReadReportAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,2")]
    public async Task A_folder_without_a_readable_order_is_refused(string? order)
    {
        if (order is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, "job.json"), order);
        }

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => new Workspace(_folder.Path).ReadOrderAsync(CancellationToken.None));

        Assert.Equal(ProblemKind.InvalidInput, refusal.Problem.Kind);
    }

    [Fact]
    public void Attempts_are_listed_in_the_order_in_which_they_were_made()
    {
        var job = JobId.New(TimeProvider.System);
        var folder = new WorkspaceFolder(_folder.Path);
        foreach (var attempt in new[] { 10, 2, 1 })
        {
            folder.Create(job, attempt);
        }

        Directory.CreateDirectory(Path.Combine(_folder.Path, "no job"));

        Assert.Equal("1 2 10", string.Join(' ', folder.ListOf(job).Select(workspace => Path.GetFileName(workspace.Path))));
        Assert.Equal([job], folder.List().Select(found => found.Job));
    }

    [Fact]
    public void A_full_log_says_so_once_and_takes_the_servers_word_still()
    {
        var workspace = new Workspace(_folder.Path);
        using (var log = new WorkspaceLog(workspace, largest: 1000))
        {
            for (var line = 0; line < 100; line++)
            {
                log.Append(Line("twenty characters...."));
            }
        }

        WorkspaceLog.Append(workspace, Line("the end"));

        var lines = File.ReadAllLines(Path.Combine(_folder.Path, "log.jsonl"));
        Assert.InRange(new FileInfo(Path.Combine(_folder.Path, "log.jsonl")).Length, 1000, 1500);
        Assert.Contains("The log is full", lines[^2], StringComparison.Ordinal);
        Assert.Contains("the end", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_longer_than_anybody_reads_is_cut()
    {
        WorkspaceLog.Append(new(_folder.Path), Line(new string('x', 1_000_000)));

        Assert.InRange(new FileInfo(Path.Combine(_folder.Path, "log.jsonl")).Length, 8000, 9000);
    }

    private static LogLine Line(string message) => new(TimeProvider.System.GetUtcNow(), LogLevel.Info, message);
}
