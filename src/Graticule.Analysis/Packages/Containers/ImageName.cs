using System.Text.RegularExpressions;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// A reference to an image, and the file names that it may have in the folder of images: the reference without its scheme, with
/// <c>/</c>, <c>:</c> and <c>@</c> as <c>_</c>; with or without its registry; with <c>_latest</c> where it names no version.
/// <c>docker.io/osgeo/gdal</c> may lie there as <c>osgeo_gdal.sif</c>, <c>docker://otbtf/4.1.0-cpu</c> as <c>otbtf_4.1.0-cpu.sif</c>.
/// </summary>
internal sealed partial record ImageName
{
    private const string UsualRegistry = "docker.io";

    private ImageName(string text, string? registry, string path, bool isFile)
    {
        Text = text;
        Registry = registry;
        Path = path;
        IsFile = isFile;
    }

    public string Text { get; }

    /// <summary>Host (and port) of the registry; null for a file, which comes from none.</summary>
    public string? Registry { get; }

    /// <summary>Repository with tag or digest, without the registry.</summary>
    public string Path { get; }

    /// <summary>Whether it names a SIF file.</summary>
    public bool IsFile { get; }

    /// <summary>What a puller is asked for.</summary>
    public string Full => $"{Registry}/{Path}";

    /// <summary>The shortest of the names that nobody mistakes, without an extension.</summary>
    public string Plain => NotInNames().Replace(Registry is null or UsualRegistry ? Path.Replace(".sif", "", StringComparison.OrdinalIgnoreCase) : Full, "_");

    /// <summary>Null when the text is no reference to an image.</summary>
    public static ImageName? Parse(string text)
    {
        var bare = Scheme().Replace(text.Trim(), "");
        if (!Legal().IsMatch(bare) || bare.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        if (bare.EndsWith(".sif", StringComparison.OrdinalIgnoreCase))
        {
            // Whatever folder the author had it in: images lie in the operator's.
            return new(text, null, bare[(bare.LastIndexOf('/') + 1)..], isFile: true);
        }

        var first = bare.Split('/')[0];
        var hasRegistry = first.Length < bare.Length && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost");
        var path = hasRegistry ? bare[(first.Length + 1)..] : bare;
        var registry = hasRegistry ? first : UsualRegistry;
        return path.Length == 0 ? null : new(text, registry, path, isFile: false);
    }

    /// <summary>Names of files and folders to look for, the most telling first.</summary>
    public IEnumerable<string> FileNames()
    {
        if (IsFile)
        {
            return [Path, Path[..^".sif".Length]];
        }

        var hasVersion = Path.Contains('@', StringComparison.Ordinal) || Path[(Path.LastIndexOf('/') + 1)..].Contains(':', StringComparison.Ordinal);
        string[] versions = hasVersion ? [""] : ["", ":latest"];
        string[] places = Registry == UsualRegistry ? [$"{Registry}/", $"{Registry}/library/", ""] : [$"{Registry}/", ""];
        return places
            .SelectMany(place => versions.Select(version => place + Path + version))
            .SelectMany(name => (string[])[NotInNames().Replace(name, "_"), name.Replace('/', '_')])
            .Distinct(StringComparer.Ordinal)
            .SelectMany(name => (string[])[name + ".sif", name]);
    }

    [GeneratedRegex("^(docker|docker-daemon|oci|file|containers-storage)://|^docker:", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^/?[A-Za-z0-9][A-Za-z0-9._/:@+-]{0,254}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Legal();

    [GeneratedRegex("[/:@]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInNames();
}
