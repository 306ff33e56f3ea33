using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Containers;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>The images that a document names, and the names under which its runner looks for them.</summary>
internal static class StepImages
{
    /// <summary>References to images, as the document writes them: of its DockerRequirements, and of commands such as <c>singularity exec X.sif</c>.</summary>
    public static IReadOnlyList<string> Named(PackedProcess process) =>
    [
        .. process.Requirements("DockerRequirement")
            .Select(found => PackedProcess.Text(found["dockerImageId"]) ?? PackedProcess.Text(found["dockerPull"]))
            .OfType<string>()
            .Concat(process.All.SelectMany(InCommand))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Writes one small file for each image, whose text is where its root lies, and gives the roots.</summary>
    /// <param name="process">Names the images.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="images">The images of this site.</param>
    /// <param name="cancellationToken">Ends the unpacking.</param>
    /// <exception cref="ProblemException">Unsupported: an image cannot be used here.</exception>
    public static async Task<IReadOnlyList<string>> PlaceAsync(PackedProcess process, string folder, ImageStore images, CancellationToken cancellationToken)
    {
        List<string> roots = [];
        foreach (var reference in Named(process))
        {
            var root = (await images.OpenAsync(reference, cancellationToken)).Root;
            roots.Add(root);
            await File.WriteAllTextAsync(Path.Combine(folder, FileName(reference)), root, cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, FileName(CwltoolCommand.HostImage)), "host", cancellationToken);
        return roots;
    }

    /// <summary>As cwltool 3.1 looks for the file of an image.</summary>
    internal static string FileName(string reference) =>
        reference.EndsWith(".sif", StringComparison.Ordinal) ? Path.GetFileName(reference) : reference.Replace('/', '_') + ".sif";

    private static IEnumerable<string> InCommand(JsonObject tool)
    {
        var words = tool["baseCommand"] is JsonArray list ? [.. list.Select(PackedProcess.Text).OfType<string>()] : new List<string>();
        var verb = words.IndexOf("exec");
        return verb > 0 && words[0] is "singularity" or "apptainer"
            ? words.Skip(verb + 1).Where(word => word.EndsWith(".sif", StringComparison.Ordinal)).Take(1)
            : [];
    }
}
