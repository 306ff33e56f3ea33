using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Analysis.Change.Chips;

/// <summary>Runs a process in a folder of its own, and hears what it says.</summary>
internal sealed class QuietJob : IJobEcho, IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("graticule-change-").FullName;

    internal List<double> Shares { get; } = [];

    internal List<string> Lines { get; } = [];

    /// <summary>Checks the inputs as the server does, then runs.</summary>
    internal async Task<IReadOnlyList<JobOutput>> RunAsync(IProcess process, string inputs, JsonObject? settings = null, string[]? outputs = null, CancellationToken cancellationToken = default)
    {
        var spec = new JobSpec
        {
            ProcessId = process.Description.Id,
            Inputs = JsonNode.Parse(inputs)!.AsObject(),
            Outputs = outputs?.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal),
        };
        Assert.Empty(process.Check(spec));
        var job = new JobContext(spec, Folder, 2, this, settings);
        await process.RunAsync(job, cancellationToken);
        return job.Outputs;
    }

    public void Progress(double share, string? message)
    {
        lock (Shares)
        {
            Shares.Add(share);
        }
    }

    public void Log(LogLevel level, string message, JsonObject? data = null) => Lines.Add(message);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
