using System.Collections;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>What a call of <c>singularity</c> comes to when bubblewrap serves it.</summary>
public static class SingularityCall
{
    /// <summary>Says which folder has the images that are named without a path.</summary>
    public const string ImagesVariable = "GRATICULE_IMAGES";

    /// <summary>Set to <c>none</c>, it closes the network whatever the call says.</summary>
    public const string NetworkVariable = "GRATICULE_NETWORK";

    private static readonly string[] Prefixes = ["SINGULARITYENV_", "APPTAINERENV_"];

    /// <summary>The command line to start.</summary>
    /// <exception cref="Jobs.ProblemException">Unsupported: the image is not there, or has no command of its own.</exception>
    public static async Task<IReadOnlyList<string>> ResolveAsync(SingularityLine line, CancellationToken cancellationToken)
    {
        var outer = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var image = await OpenAsync(line.Image, outer.GetValueOrDefault(ImagesVariable), cancellationToken);
        var defaults = ImageDefaults.Of(image.Root);
        var (mounts, home) = Mounts(line, outer.GetValueOrDefault("HOME") ?? "/");
        var workFolder = line.WorkFolder ?? (line.IsContained ? home : Environment.CurrentDirectory);
        return new Bubblewrap().Start(new()
        {
            Image = image,
            Arguments = line.IsRun ? [.. defaults.Command ?? throw NoCommand(line), .. line.Arguments] : line.Arguments,
            Mounts = mounts,
            WorkFolder = workFolder,
            Environment = Variables(line, outer, defaults, home),
            HasNetwork = line.HasNetwork && outer.GetValueOrDefault(NetworkVariable) != "none",
        });
    }

    private static Jobs.ProblemException NoCommand(SingularityLine line) =>
        new(Jobs.ProblemKind.Unsupported, $"The image '{line.Image}' has no command of its own; name one with 'singularity exec'.", line.Image);

    private static Task<ContainerImage> OpenAsync(string image, string? images, CancellationToken cancellationToken) =>
        Path.Exists(image)
            ? ImageStore.OpenFileAsync(image, image, cancellationToken)
            : new ImageStore(new() { Images = images }).OpenAsync(image, cancellationToken);

    /// <summary>What is seen of the host: as much as singularity shows, or with <c>--contain</c> the listed mounts alone.</summary>
    private static (IReadOnlyList<Mount> Mounts, string Home) Mounts(SingularityLine line, string outerHome)
    {
        List<Mount> mounts = [];
        var home = line.Home?.Target ?? outerHome;
        if (!line.IsContained)
        {
            mounts.AddRange(((string[])["/tmp", "/var/tmp"]).Where(Directory.Exists).Select(folder => new Mount(folder, folder, IsWritable: true)));
            mounts.Add(new(Environment.CurrentDirectory, Environment.CurrentDirectory, IsWritable: true));
        }

        if (line.Home is { } given)
        {
            mounts.Add(given);
        }
        else if (line is { HasHome: true, IsContained: false } && Directory.Exists(home))
        {
            mounts.Add(new(home, home, IsWritable: true));
        }

        // A path that is mounted twice shows what was asked for last.
        return ([.. mounts, .. line.Mounts], home);
    }

    private static Dictionary<string, string> Variables(SingularityLine line, Dictionary<string, string> outer, ImageDefaults defaults, string home)
    {
        Dictionary<string, string> variables = line.HasCleanEnvironment ? [] : new(outer, StringComparer.Ordinal);
        foreach (var name in variables.Keys.Where(name => name is "PATH" or "LD_LIBRARY_PATH" or "LD_PRELOAD" || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            variables.Remove(name);
        }

        var given = Prefixes.SelectMany(prefix => outer
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(entry.Key[prefix.Length..], entry.Value)));
        foreach (var (name, value) in defaults.Environment.Append(new("HOME", home)).Concat(given).Concat(line.Environment))
        {
            variables[name] = value;
        }

        return variables;
    }
}
