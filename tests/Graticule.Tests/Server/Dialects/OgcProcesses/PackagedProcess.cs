using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Graticule.Analysis;
using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>A deployed process without its container: described as its package says, its output tells the version and the inputs that it ran with.</summary>
internal sealed class PackagedProcess(ProcessDescription description) : IProcess
{
    public static IReadOnlyList<IPackageLoader> Loaders { get; } = [new CommandLoader(), new CwlLoader(), .. BuiltIn.Loaders.Where(loader => loader.Kind == "workflow")];

    public static PackageSite Site { get; } = new() { MaxCores = 4, MaxMemoryMiB = 16384, MaxDiskMiB = 8192 };

    public ProcessDescription Description { get; } = description;

    /// <summary>Every image can be used but those whose name says otherwise.</summary>
    public static string? WhyNotImage(string image) =>
        image.Contains("missing", StringComparison.Ordinal) ? $"The image '{image}' is not on this server." : null;

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        if (job.Inputs["pause"]?.GetValue<double>() is { } seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);
        }

        foreach (var output in Description.Outputs)
        {
            var text = $"{Description.Version} {job.Inputs.ToJsonString()}";
            if (output.IsFile)
            {
                await File.WriteAllTextAsync(Path.Combine(job.Folder, output.Name), text, cancellationToken);
                job.AddFile(output.Name, output.Name, output.MediaTypes[0]);
            }
            else
            {
                job.AddValue(output.Name, text, "text/plain");
            }
        }
    }

    private sealed class CommandLoader : IPackageLoader
    {
        public string Kind => CommandDescription.Kind;

        public IProcess Load(string id, JsonObject content) => new PackagedProcess(CommandDescription.Read(content) with { Id = id });
    }

    private sealed class CwlLoader : IPackageLoader
    {
        public string Kind => "cwl";

        public IProcess Load(string id, JsonObject content)
        {
            var document = new CwlDocument(content["document"]!.AsObject(), content["entry"]!.GetValue<string>());
            return new PackagedProcess(DescriptionMerge.Over(CwlDescription.Derive(document), content["description"] as JsonObject) with { Id = id });
        }
    }
}

/// <summary>What lies where packages look.</summary>
internal sealed class PackageTexts : IPackageSource
{
    public ConcurrentDictionary<string, byte[]> Known { get; } = new(StringComparer.Ordinal);

    public Task<ReadOnlyMemory<byte>> FetchAsync(Uri address, CancellationToken cancellationToken) => Known.TryGetValue(address.AbsoluteUri, out var text)
        ? Task.FromResult<ReadOnlyMemory<byte>>(text)
        : throw new ProblemException(ProblemKind.InvalidInput, $"'{address.IdnHost}' answers 404: there is nothing at this address.");
}
