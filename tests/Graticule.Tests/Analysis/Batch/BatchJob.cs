using System.Text.Json.Nodes;
using Graticule.Analysis.Batch;
using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Analysis.Batch;

/// <summary>Runs the process in a folder of its own, with real commands.</summary>
internal sealed class BatchJob : IJobEcho, IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("graticule-batch").FullName;

    public List<string> Notes { get; } = [];

    public BatchManifest Manifest { get; private set; } = null!;

    /// <summary>Container images, and what runs them.</summary>
    public PackageSite Site { get; init; } = new();

    /// <summary>The attempt's folder.</summary>
    public string Attempt => Path.Combine(Folder, "1");

    public static BatchOrder Of(params string[] commands) => new()
    {
        Analyses = [.. commands.Select(command => new BatchAnalysis(command))],
        Limits = new() { WallSeconds = 60, GraceSeconds = 2, MemoryMiB = 512 },
    };

    /// <summary>A file outside of the attempt's folder.</summary>
    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public async Task<BatchManifest> RunAsync(BatchOrder order)
    {
        Directory.CreateDirectory(Attempt);

        // As it goes through the job's row and the work order.
        var inputs = JsonNode.Parse(order.Write().ToJsonString())!.AsObject();
        var job = new JobContext(new() { ProcessId = BatchNames.Process, Inputs = inputs }, Attempt, cores: 1, this, Site.Write());
        await new BatchProcess().RunAsync(job, CancellationToken.None);
        await using var content = File.OpenRead(Path.Combine(Attempt, BatchNames.Collected, BatchNames.Manifest));
        return Manifest = await BatchManifest.ReadAsync(content, CancellationToken.None);
    }

    public byte[] Read(string path, int run = 1) =>
        File.ReadAllBytes(Path.Combine(Attempt, BatchNames.Collected, Manifest.Files.Single(file => file.Path == path && file.Run == run).File));

    public string Text(string path, int run = 1) => System.Text.Encoding.UTF8.GetString(Read(path, run));

    /// <summary>The log without the moments.</summary>
    public string Log(int run = 1) => string.Concat(Text(BatchNames.Log, run).Split('\n').SkipLast(1).Select(line =>
    {
        Assert.Matches(@"^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\]: ", line);
        return line[24..] + "\n";
    }));

    public string[] Paths(int run = 1) => [.. Manifest.Files.Where(file => file.Run == run).Select(file => file.Path)];

    public void Progress(double share, string? message)
    {
    }

    public void Log(LogLevel level, string message, JsonObject? data = null)
    {
        lock (Notes)
        {
            Notes.Add(message);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
