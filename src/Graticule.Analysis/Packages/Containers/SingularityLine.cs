using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// A command line of <c>singularity exec</c> or <c>singularity run</c>, as scripts and CWL runners write it. Only those two verbs are
/// read. Options that would take isolation away are read and do nothing: everything is isolated anyway.
/// </summary>
public sealed record SingularityLine
{
    private static readonly string[] BeforeVerb = ["--quiet", "-q", "--silent", "-s", "--debug", "-d", "--verbose", "-v", "--nocolor"];

    private static readonly string[] WithoutEffect =
    [
        "--ipc", "-i", "--pid", "-p", "--uts", "--userns", "-u", "--fakeroot", "-f", "--no-privs", "--nv", "--rocm", "--writable-tmpfs", "--disable-cache",
        "--no-eval", "--no-init", "--compat", "--no-umask",
    ];

    private static readonly string[] IgnoredWithValue = ["--no-mount", "--workdir", "-W", "--hostname", "--security", "--drop-caps", "--mount", "--scratch", "-S"];

    /// <summary><c>exec</c> runs the words after the image, <c>run</c> the image's own command with them.</summary>
    public required bool IsRun { get; init; }

    public required string Image { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>In the order given: <c>source[:target[:ro|rw]]</c>.</summary>
    public required IReadOnlyList<Mount> Mounts { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Working folder inside; null: not given.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>Home folder: where it is outside, and inside; null: not given.</summary>
    public Mount? Home { get; init; }

    /// <summary>No folders of the host but the mounts.</summary>
    public bool IsContained { get; init; }

    /// <summary>Whether the variables of the caller stay out.</summary>
    public bool HasCleanEnvironment { get; init; }

    public bool HasHome { get; init; } = true;

    public bool HasNetwork { get; init; } = true;

    /// <summary>Reads the words after <c>singularity</c>.</summary>
    /// <exception cref="ProblemException">InvalidInput or Unsupported, naming the word at fault.</exception>
    public static SingularityLine Parse(IReadOnlyList<string> words)
    {
        var rest = new Queue<string>(words);
        while (rest.TryPeek(out var word) && BeforeVerb.Contains(word, StringComparer.Ordinal))
        {
            rest.Dequeue();
        }

        if (!rest.TryDequeue(out var verb) || verb is not ("exec" or "run"))
        {
            throw new ProblemException(ProblemKind.Unsupported, $"'singularity {verb}' is not supported; there are: exec, run, --version.", verb);
        }

        List<Mount> mounts = [];
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        SingularityLine line = new() { IsRun = verb == "run", Image = "", Arguments = [], Mounts = mounts, Environment = environment };
        while (rest.TryPeek(out var word) && word.StartsWith('-'))
        {
            line = ReadOption(line, rest, mounts, environment);
        }

        var needs = line.IsRun ? "an image" : "an image and a command";
        return rest.TryDequeue(out var image) && (rest.Count > 0 || line.IsRun)
            ? line with { Image = image, Arguments = [.. rest] }
            : throw new ProblemException(ProblemKind.InvalidInput, $"'singularity {verb}' needs {needs}.", verb);
    }

    private static SingularityLine ReadOption(SingularityLine line, Queue<string> rest, List<Mount> mounts, Dictionary<string, string> environment)
    {
        var (option, attached) = Split(rest.Dequeue());
        if (WithoutEffect.Contains(option, StringComparer.Ordinal))
        {
            return line;
        }

        switch (option)
        {
            case "--contain" or "-c":
                return line with { IsContained = true };
            case "--containall" or "-C":
                return line with { IsContained = true, HasCleanEnvironment = true };
            case "--cleanenv" or "-e":
                return line with { HasCleanEnvironment = true };
            case "--no-home":
                return line with { HasHome = false };
            case "--net" or "-n":
                return line with { HasNetwork = false };
        }

        var value = attached ?? (rest.TryDequeue(out var next)
            ? next
            : throw new ProblemException(ProblemKind.InvalidInput, $"The option '{option}' needs a value.", option));
        switch (option)
        {
            case "--bind" or "-B":
                mounts.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ReadMount));
                return line;
            case "--env":
                environment[value.Split('=', 2)[0]] = value.Contains('=', StringComparison.Ordinal) ? value.Split('=', 2)[1] : "";
                return line;
            case "--pwd" or "--cwd":
                return line with { WorkFolder = value };
            case "--home" or "-H":
                return line with { Home = ReadMount(value) with { IsWritable = true } };
            case "--network":
                return line with { HasNetwork = line.HasNetwork && value != "none" };
            default:
                return IgnoredWithValue.Contains(option, StringComparer.Ordinal)
                    ? line
                    : throw new ProblemException(ProblemKind.Unsupported, $"The option '{option}' of 'singularity' is not supported.", option);
        }
    }

    private static (string Option, string? Value) Split(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[(at + 1)..]) : (word, null);

    private static Mount ReadMount(string text)
    {
        var parts = text.Split(':');
        var source = Path.GetFullPath(parts[0]);
        return new(source, parts.Length > 1 && parts[1].Length > 0 ? parts[1] : source, IsWritable: parts.Length < 3 || !parts[2].Split(',').Contains("ro", StringComparer.Ordinal));
    }
}
