using System.Text.Json.Nodes;
using Graticule.Analysis.BandMath;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Analysis;

/// <summary>One run of <c>band-math</c> in a folder of its own.</summary>
internal sealed class BandMathRun : IJobEcho, IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    public List<double> Shares { get; } = [];

    public List<string> Lines { get; } = [];

    public IReadOnlyList<JobOutput> Outputs { get; private set; } = [];

    /// <summary>Path of the file that an output names.</summary>
    public string File(string output) => Path.Combine(Folder, Outputs.Single(found => found.Name == output).FileKey!);

    public JsonNode Value(string output) => Outputs.Single(found => found.Name == output).Value!;

    /// <param name="inputs">As a job has them once its files are there.</param>
    /// <param name="outputs">Wanted outputs and their media types; null: all.</param>
    /// <param name="cores">Threads to use.</param>
    public async Task StartAsync(JsonObject inputs, Dictionary<string, string?>? outputs = null, int cores = 2)
    {
        JobSpec spec = new() { ProcessId = "band-math", Inputs = inputs, Outputs = outputs };
        JobContext context = new(spec, Folder, cores, this);
        await new BandMathProcess().RunAsync(context, CancellationToken.None);
        Outputs = context.Outputs;
    }

    public async Task<Problem> FailAsync(JsonObject inputs, Dictionary<string, string?>? outputs = null) =>
        (await Assert.ThrowsAsync<ProblemException>(() => StartAsync(inputs, outputs))).Problem;

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
