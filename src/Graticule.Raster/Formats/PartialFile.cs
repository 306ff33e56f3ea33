namespace Graticule.Raster.Formats;

/// <summary>A file under a passing name beside its target: it appears under the target's name whole or not at all.</summary>
internal sealed class PartialFile(string target) : IDisposable
{
    /// <summary>Where to write; the extension is the target's, since some of GDAL's drivers look at it.</summary>
    internal string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target))!,
        $".{Guid.NewGuid():N}.part{System.IO.Path.GetExtension(target)}");

    /// <summary>Gives the file its name, replacing what had it before.</summary>
    internal void Commit() => File.Move(Path, target, overwrite: true);

    public void Dispose() => File.Delete(Path);
}
