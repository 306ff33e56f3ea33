using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>Jobs for tests, and how two of them are compared.</summary>
internal static class SampleJobs
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Job Queued(string process = "echo", string executor = "local", DateTimeOffset? created = null) => new()
    {
        Id = JobId.New(TimeProvider.System),
        Owner = "ann",
        Dialect = "ogc",
        Executor = executor,
        State = JobState.Queued,
        Spec = new() { ProcessId = process, Inputs = new() { ["text"] = "hello" } },
        CreatedAt = created ?? TimeProvider.System.GetUtcNow(),
        UpdatedAt = created ?? TimeProvider.System.GetUtcNow(),
    };

    /// <summary>Every member set.</summary>
    public static Job Full() => Queued() with
    {
        Spec = new()
        {
            ProcessId = "band-math",
            Title = "Ndvi öf \"Olinda\" \u2028 \0",
            Inputs = JsonNode.Parse("""{"il":[{"$href":"https://example.org/a.tif"},1.10,1e400,null,{"a":{"b":[[]]}}],"exp":"im1b1<2"}""")!.AsObject(),
            Outputs = new Dictionary<string, string?>(StringComparer.Ordinal) { ["out"] = "image/tiff", ["stats"] = null },
            Resources = new() { Nodes = 2, CoresPerNode = 3, MemoryMiB = 512, WallTime = TimeSpan.FromTicks(12_345_678_901) },
            Callbacks = new(new("https://example.org/ok?a=%20b"), null, new("http://example.org/failed")),
            Presentation = new() { ["response"] = "raw" },
        },
        State = JobState.Failed,
        Progress = 0.1 + 0.2,
        Message = "It went wrong.",
        StartedAt = Start.AddTicks(1),
        FinishedAt = Start.AddTicks(12_345_671),
        UpdatedAt = Start.AddTicks(12_345_672),
        RemovedAt = Start.AddTicks(12_345_673),
        Attempt = 3,
        ExecutorHandle = "4711",
        Problem = new(ProblemKind.InvalidInput, "Two faults.", "il", [new("/inputs/il/0", "no"), new("/inputs/exp", "never")]),
        Outputs = [new("out", "image/tiff", FileKey: "jobs/1/out.tif", Length: 5_000_000_000), new("stats", "application/json", Value: new JsonArray(1, "two"))],
        Revision = 7,
    };

    /// <summary>All members as text: records with JSON inside compare by reference.</summary>
    public static string Text(Job job) => JsonSerializer.Serialize(job);

    public static string Text(IEnumerable<Job> jobs) => string.Join('\n', jobs.Select(Text));
}
