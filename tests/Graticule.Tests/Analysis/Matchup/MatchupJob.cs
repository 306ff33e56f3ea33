using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Observations.Registration;

namespace Graticule.Tests.Analysis.Matchup;

/// <summary>Jobs of <c>matchup</c> and its preview in a folder of their own, over data sets that are scanned there.</summary>
internal sealed class MatchupJob : IJobEcho, IDisposable
{
    public MatchupJob() => Directory.CreateDirectory(Index);

    public string Folder { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    public string Index => Path.Combine(Folder, "index");

    public List<string> Lines { get; } = [];

    public List<double> Shares { get; } = [];

    /// <summary>Called with every progress.</summary>
    public Action? OnProgress { get; init; }

    public IReadOnlyList<JobOutput> Outputs { get; private set; } = [];

    /// <summary>Registers data sets by an SDAP configuration.</summary>
    public void Register(string yaml)
    {
        var path = Path.Combine(Folder, "collections.yaml");
        File.WriteAllText(path, yaml);
        var report = DatasetScan.Run([path], Index, threads: 2, CancellationToken.None);
        Assert.Empty(report.Refused);
    }

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public Task RunAsync(string inputs, Dictionary<string, string?>? outputs = null, CancellationToken cancellationToken = default) =>
        RunAsync(new MatchupProcess(), inputs, outputs, cancellationToken);

    public async Task RunAsync(IProcess process, string inputs, Dictionary<string, string?>? outputs = null, CancellationToken cancellationToken = default)
    {
        JobSpec spec = new() { ProcessId = process.Description.Id, Inputs = JsonNode.Parse(inputs)!.AsObject(), Outputs = outputs };
        Assert.Empty(process.Check(spec));
        JobContext context = new(spec, Folder, 2, this, new JsonObject { ["observations"] = Index });
        await process.RunAsync(context, cancellationToken);
        Outputs = context.Outputs;
    }

    public async Task<Problem> FailAsync(string inputs) => (await Assert.ThrowsAsync<ProblemException>(() => RunAsync(inputs))).Problem;

    public static IReadOnlyList<Fault> Faults(IProcess process, JobSpec spec)
    {
        var faults = InputCheck.Check(process.Description, spec);
        return faults.Count > 0 ? faults : process.Check(spec);
    }

    public string FileOf(string output) => Path.Combine(Folder, Outputs.Single(found => found.Name == output).FileKey!);

    public JsonNode Value(string output) => Outputs.Single(found => found.Name == output).Value!;

    public List<MatchedPrimary> Matches()
    {
        using var file = MatchFile.Open(FileOf(MatchupNames.Matches));
        return [.. file.All()];
    }

    public void Progress(double share, string? message)
    {
        lock (Shares)
        {
            Shares.Add(share);
        }

        OnProgress?.Invoke();
    }

    public void Log(LogLevel level, string message, JsonObject? data = null)
    {
        lock (Lines)
        {
            Lines.Add(message);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
