namespace Graticule.Analysis.Batch.Staging;

/// <summary>Unpacks an archive into a folder.</summary>
internal delegate Task Unpacker(ArchiveTarget target, string path, CancellationToken cancellationToken);

/// <summary>Which files are archives.</summary>
internal static class Archives
{
    /// <summary>By the end of the name; null for no archive, and for one whose program is not on this machine.</summary>
    public static Unpacker? UnpackerOf(string name) => name switch
    {
        _ when Ends(name, ".zip") => ZipArchives.UnpackAsync,
        _ when Ends(name, ".tar.gz") || Ends(name, ".tgz") => TarArchives.UnpackCompressedAsync,
        _ when Ends(name, ".tar") => TarArchives.UnpackAsync,
        _ => DecompressorOf(name) is { IsThere: true } decompressor ? decompressor.UnpackAsync : null,
    };

    /// <summary>The program that unpacks files of such a name; null where none is needed, or the name is that of no archive.</summary>
    public static Decompressor? DecompressorOf(string name) => name switch
    {
        _ when Ends(name, ".tar.bz2") || Ends(name, ".tbz2") || Ends(name, ".tbz") => Decompressor.Bzip2,
        _ when Ends(name, ".tar.xz") || Ends(name, ".txz") => Decompressor.Xz,
        _ => null,
    };

    private static bool Ends(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
