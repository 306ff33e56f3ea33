using System.Text.RegularExpressions;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>A language that user-defined functions may be written in.</summary>
/// <param name="Name">Such as <c>Python</c>.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Default">The version that is taken when none is named.</param>
/// <param name="Versions">Libraries that can be imported and their versions, by version of the language.</param>
public sealed record UdfRuntime(string Name, string Title, string Default, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Versions);

/// <summary>What this machine can run. Found by looking at files, without starting anything.</summary>
public static partial class UdfRuntimes
{
    internal const string Interpreter = "/usr/bin/python3";

    /// <summary>Folders of Debian's packages for Python.</summary>
    private const string Libraries = "/usr/lib/python3/dist-packages";

    /// <summary>Those without which functions cannot be given data cubes.</summary>
    private static readonly string[] Needed = ["numpy", "pandas", "xarray"];

    private static readonly string[] Shown = [.. Needed, "scipy", "scikit-learn", "shapely"];

    /// <summary>The runtimes that can be used; none where Python, one of its libraries or the sandbox is not installed.</summary>
    public static IReadOnlyList<UdfRuntime> List()
    {
        if (!File.Exists(UdfSandbox.Program) || File.ResolveLinkTarget(Interpreter, returnFinalTarget: true)?.Name is not { } program
            || !program.StartsWith("python", StringComparison.Ordinal) || !Directory.Exists(Libraries))
        {
            return [];
        }

        var found = Directory.EnumerateFileSystemEntries(Libraries)
            .Select(entry => LibraryFolder().Match(Path.GetFileName(entry)))
            .Where(match => match.Success)
            .GroupBy(match => match.Groups["name"].Value.Replace('_', '-').ToLowerInvariant(), match => match.Groups["version"].Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        if (!Array.TrueForAll(Needed, found.ContainsKey))
        {
            return [];
        }

        var version = program["python".Length..];
        var libraries = Shown.Where(found.ContainsKey).ToDictionary(name => name, name => found[name], StringComparer.Ordinal);
        return
        [
            new("Python", "Python", version, new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal) { [version] = libraries }),
        ];
    }

    /// <summary>Checks a runtime and a version that were asked for; capitals of the runtime do not matter, and <c>3</c> means any version 3.</summary>
    /// <exception cref="GraphException"><c>InvalidRuntime</c> or <c>InvalidVersion</c>.</exception>
    internal static void Check(string runtime, string? version)
    {
        var known = List();
        var found = known.FirstOrDefault(known => string.Equals(known.Name, runtime, StringComparison.OrdinalIgnoreCase)) ?? throw new GraphException(
            "InvalidRuntime",
            known.Count == 0
                ? $"There is no runtime '{runtime}' for user-defined functions: none is installed on this server."
                : $"There is no runtime '{runtime}' for user-defined functions; there is: {string.Join(", ", known.Select(known => known.Name))}.") { Parameter = "runtime" };
        if (version is not null && !found.Versions.Keys.Any(has => has == version || has.StartsWith(version + ".", StringComparison.Ordinal)))
        {
            throw new GraphException(
                "InvalidVersion", $"There is no version '{version}' of {found.Name}; there is: {string.Join(", ", found.Versions.Keys)}.") { Parameter = "version" };
        }
    }

    [GeneratedRegex(@"^(?<name>[\w.]+?)-(?<version>\d[\w.]*?)(-py\d.*)?\.(egg|dist)-info$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LibraryFolder();
}
