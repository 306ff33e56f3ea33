using System.Diagnostics.CodeAnalysis;
using Graticule.Analysis.Batch.Staging;
using Graticule.Analysis.Packages;
using Graticule.Analysis.Packages.Containers;

namespace Graticule.Analysis.Batch;

/// <summary>A command in a container image: the same folders as outside of one, with the image's programs in place of the machine's.</summary>
/// <param name="Command">The command line of the container program.</param>
/// <param name="Remove">What ends a container that outlived it; null where none can.</param>
[SuppressMessage("Security", "S5443:Using publicly writable directories is security-sensitive", Justification = "It is a folder of the sandbox alone.")]
internal sealed record BatchContainer(IReadOnlyList<string> Command, IReadOnlyList<string>? Remove)
{
    /// <param name="site">Which images there are, and what runs them.</param>
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="run">Number of the run.</param>
    /// <param name="order">What it is part of.</param>
    /// <param name="analysis">What to run, and its image.</param>
    /// <param name="staged">What is in the work folder.</param>
    /// <param name="cancellationToken">Breaks off unpacking and pulling.</param>
    /// <exception cref="Jobs.ProblemException">Unsupported: there is no such image here, or nothing that runs it.</exception>
    public static async Task<BatchContainer> MakeAsync(
        PackageSite site, BatchFolder folder, int run, BatchOrder order, BatchAnalysis analysis, StagedFiles staged, CancellationToken cancellationToken)
    {
        var image = await new ImageStore(site).OpenAsync(analysis.Image!, cancellationToken);
        var program = await ContainerPrograms.ChooseAsync(site.Containers, cancellationToken);
        var isSweep = order.Cases is not null;
        var work = BatchWalls.Inside(run, isSweep);
        ContainerCommand command = new()
        {
            Image = image,
            Arguments = ["/bin/sh", "-c", BatchWalls.TextOf(analysis)],
            Mounts =
            [
                new(folder.TemporaryOf(run), "/tmp", IsWritable: true),
                new(folder.Home, BatchWalls.Home, IsWritable: true),
                new(folder.WorkOf(run, isSweep), work, IsWritable: true),
                .. staged.Mounts.Select(mount => new Mount(mount.Path, $"{work}/{mount.Name}")),
                new(folder.LogOf(run), $"{work}/{BatchNames.Log}"),
            ],
            WorkFolder = work,
            Environment = Variables(image, analysis),
            HasNetwork = analysis.HasNetwork,
            Limits = new(order.Limits.MemoryMiB, order.Limits.Processes, analysis.Cores ?? Environment.ProcessorCount),
            Name = $"graticule-{Guid.NewGuid():n}",
        };
        return new(program.Start(command), program.Remove(command));
    }

    private static Dictionary<string, string> Variables(ContainerImage image, BatchAnalysis analysis)
    {
        Dictionary<string, string> variables = new(ImageDefaults.Of(image.Root).Environment, StringComparer.Ordinal)
        {
            ["HOME"] = BatchWalls.Home,
            ["TMPDIR"] = "/tmp",
        };
        foreach (var (name, value) in analysis.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
