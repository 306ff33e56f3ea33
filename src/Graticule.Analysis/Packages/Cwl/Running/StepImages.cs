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
    /// <param name="find">The root of an image's file system on this machine.</param>
    /// <exception cref="ProblemException">Of <paramref name="find"/>, for an image that cannot be used here.</exception>
    public static IReadOnlyList<string> Place(PackedProcess process, string folder, Func<string, string> find)
    {
        List<string> roots = [];
        foreach (var reference in Named(process))
        {
            var root = find(reference);
            roots.Add(root);
            File.WriteAllText(Path.Combine(folder, FileName(reference)), root);
        }

        File.WriteAllText(Path.Combine(folder, FileName(CwltoolCommand.HostImage)), "host");
        return roots;
    }

    /// <summary>As cwltool 3.1 looks for the file of an image.</summary>
    internal static string FileName(string reference) =>
        reference.EndsWith(".sif", StringComparison.Ordinal) ? Path.GetFileName(reference) : reference.Replace('/', '_') + ".sif";

    private static IEnumerable<string> InCommand(System.Text.Json.Nodes.JsonObject tool)
    {
        var words = tool["baseCommand"] is System.Text.Json.Nodes.JsonArray list ? [.. list.Select(PackedProcess.Text).OfType<string>()] : new List<string>();
        var verb = words.IndexOf("exec");
        return verb > 0 && words[0] is "singularity" or "apptainer"
            ? words.Skip(verb + 1).Where(word => word.EndsWith(".sif", StringComparison.Ordinal)).Take(1)
            : [];
    }
}
