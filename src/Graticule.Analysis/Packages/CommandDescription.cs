using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages;

/// <summary>The description of a command package: as it was sent, and what its execution unit adds.</summary>
public static class CommandDescription
{
    /// <summary>Kind of package: its content is <c>{"description": …, "unit": {"type", "image", "deployment", "config", "bindings"}}</c>.</summary>
    public const string Kind = "command";

    /// <summary>Type of a unit that runs on a Slurm cluster.</summary>
    public const string Slurm = "SLURM";

    private const string SlurmExecutor = "slurm";

    /// <summary>Media type of an output of which the description says nothing.</summary>
    private const string AnyFile = "application/octet-stream";

    /// <param name="content">Content of the package.</param>
    /// <exception cref="Graticule.Jobs.ProblemException">InvalidInput with every fault.</exception>
    public static ProcessDescription Read(JsonObject content)
    {
        var faults = new FaultList();
        var read = Read(content, faults, "");
        faults.ThrowIfAny("The process description cannot be used");
        return read;
    }

    internal static ProcessDescription Read(JsonObject content, FaultList faults, string pointer)
    {
        var read = DescriptionReader.Read(content["description"] as JsonObject ?? [], faults, pointer);
        var isSlurm = JsonMembers.TextOf(content["unit"]?["type"]) == Slurm;
        return read with
        {
            IsAsyncOnly = read.IsAsyncOnly || isSlurm,
            Executor = isSlurm ? SlurmExecutor : null,
            Outputs = [.. read.Outputs.Select(output => output.Schema.Count == 0 ? output with { MediaTypes = [AnyFile] } : output)],
        };
    }
}
