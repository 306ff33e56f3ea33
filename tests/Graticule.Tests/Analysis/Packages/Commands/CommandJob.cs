using System.Text.Json.Nodes;
using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Commands;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Analysis.Packages.Containers;

namespace Graticule.Tests.Analysis.Packages.Commands;

/// <summary>One run of a command package in a folder of its own.</summary>
internal sealed class CommandJob : IJobEcho, IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    public List<string> Lines { get; } = [];

    public PackageSite Site { get; set; } = new() { MaxMemoryMiB = 512, MaxDiskMiB = 100, MaxProcesses = 100 };

    public int MemoryMiB { get; init; } = 1024;

    public IReadOnlyList<JobOutput> Outputs { get; private set; } = [];

    public string Log => File.ReadAllText(Path.Combine(Folder, "step.log"));

    /// <summary>A package whose command is a script of the stub image, with one text input and one file output.</summary>
    public static JsonObject Script(string script, string image = "stub", string? outputs = null) => new()
    {
        ["description"] = new JsonObject
        {
            ["id"] = "script",
            ["title"] = "A script",
            ["additionalParameters"] = new JsonArray(new JsonObject { ["name"] = "entry-point", ["value"] = $"singularity exec {image} sh -c \"{script}\" script" }),
            ["inputs"] = JsonNode.Parse("""{"text": {"schema": {"type": "string"}, "minOccurs": 0, "additionalParameters": [{"name": "pattern", "value": "value"}]}}"""),
            ["outputs"] = JsonNode.Parse(outputs ?? """{"out": {"schema": {"type": "string"}, "minOccurs": 0}}"""),
        },
        ["unit"] = new JsonObject { ["type"] = "docker", ["image"] = image },
    };

    public string FileOf(string output) => Path.Combine(Folder, Outputs.Single(found => found.Name == output).FileKey!);

    public JsonNode? Value(string output) => Outputs.Single(found => found.Name == output).Value;

    /// <param name="content">The package.</param>
    /// <param name="inputs">As a job has them once its files are there.</param>
    /// <param name="wanted">Wanted outputs and their media types; null: all.</param>
    /// <param name="cancellationToken">Cancels the job.</param>
    public async Task RunAsync(JsonObject content, JsonObject? inputs = null, Dictionary<string, string?>? wanted = null, CancellationToken cancellationToken = default)
    {
        Site = Site with { Images = await TestImages.FolderAsync() };
        var id = content["description"]!["id"]!.GetValue<string>();
        var process = new CommandLoader().Load(id, content);
        JobSpec spec = new() { ProcessId = id, Inputs = inputs ?? [], Outputs = wanted, Resources = new() { MemoryMiB = MemoryMiB } };
        JobContext context = new(spec, Folder, 2, this, Site.Write());
        await process.RunAsync(context, cancellationToken);
        Outputs = context.Outputs;
    }

    public async Task<Problem> FailAsync(JsonObject content, JsonObject? inputs = null, Dictionary<string, string?>? wanted = null) =>
        (await Assert.ThrowsAsync<ProblemException>(() => RunAsync(content, inputs, wanted))).Problem;

    public void Progress(double share, string? message)
    {
    }

    void IJobEcho.Log(LogLevel level, string message, JsonObject? data)
    {
        lock (Lines)
        {
            Lines.Add(message);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
