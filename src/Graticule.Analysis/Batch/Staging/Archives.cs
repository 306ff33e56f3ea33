namespace Graticule.Analysis.Batch.Staging;

/// <summary>Unpacks an archive into a folder.</summary>
internal delegate Task Unpacker(ArchiveTarget target, string path, CancellationToken cancellationToken);

/// <summary>Which files are archives.</summary>
internal static class Archives
{
    /// <summary>By the end of the name; null for no archive.</summary>
    public static Unpacker? UnpackerOf(string name) => name switch
    {
        _ when Ends(name, ".zip") => ZipArchives.UnpackAsync,
        _ when Ends(name, ".tar.gz") || Ends(name, ".tgz") => TarArchives.UnpackCompressedAsync,
        _ when Ends(name, ".tar") => TarArchives.UnpackAsync,
        _ => null,
    };

    private static bool Ends(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
