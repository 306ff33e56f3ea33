using System.Text.Json.Nodes;
using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>One run of a small packed document, in a folder of its own.</summary>
internal sealed class CwlJob : IJobEcho
{
    private readonly IProcess _process;

    public CwlJob(string folder, string? images, JsonObject document, JsonObject inputs, params Parameter[] outputs)
    {
        Folder = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        _process = new CwlProcess(new() { Id = "test", Title = "Test", Outputs = outputs }, document, "#main");
        Context = new(new() { ProcessId = "test", Inputs = inputs }, Folder, cores: 2, this, new PackageSite { Images = images }.Write());
    }

    /// <summary>A process as the store gives it back.</summary>
    public CwlJob(string folder, string images, CwlDocument document, JsonObject inputs)
    {
        Folder = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        _process = new CwlLoader().Load("test", new() { ["document"] = document.Packed.DeepClone(), ["entry"] = document.EntryId });
        Context = new(new() { ProcessId = "test", Inputs = inputs }, Folder, cores: 2, this, new PackageSite { Images = images }.Write());
    }

    public string Folder { get; }

    public JobContext Context { get; }

    public List<string> Log { get; } = [];

    public List<double> Shares { get; } = [];

    public IReadOnlyList<JobOutput> Outputs => Context.Outputs;

    public async Task<CwlJob> RunAsync(CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        await _process.RunAsync(Context, patience.Token);
        return this;
    }

    public JsonArray Steps() => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, "steps.json")))!.AsArray();

    public void Progress(double share, string? message)
    {
        lock (Shares)
        {
            Shares.Add(share);
        }
    }

    void IJobEcho.Log(LogLevel level, string message, JsonObject? data)
    {
        lock (Log)
        {
            Log.Add(message);
        }
    }
}
