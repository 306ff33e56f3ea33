namespace Graticule.Raster.Ard;

/// <summary>What a scan found.</summary>
/// <param name="Tiles">Tiles of which something is registered, with how many files.</param>
/// <param name="Files">Files that are registered.</param>
/// <param name="FilesRead">Files that were opened.</param>
/// <param name="FilesKnown">Files that had not changed since the last scan.</param>
/// <param name="FilesRemoved">Files that were registered and are not any more.</param>
/// <param name="FilesOther">Files of these folders that are of no layer that is registered.</param>
/// <param name="Unreadable">Files that cannot be registered, and why.</param>
/// <param name="Missing">Folders that cannot be looked into; what is registered of them stays.</param>
public sealed record ArdScanReport(
    IReadOnlyList<ArdTileCount> Tiles, int Files, int FilesRead, int FilesKnown, int FilesRemoved, int FilesOther,
    IReadOnlyList<ArdUnreadable> Unreadable, IReadOnlyList<string> Missing);

/// <param name="Region">Such as <c>CU</c>.</param>
/// <param name="Tile">Such as <c>005003</c>.</param>
/// <param name="Files">How many.</param>
public sealed record ArdTileCount(string Region, string Tile, int Files);

/// <summary>A file that is left out.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Length">In bytes, when it was looked at.</param>
/// <param name="Modified">Ticks in UTC, when it was looked at.</param>
/// <param name="Reason">Why.</param>
public sealed record ArdUnreadable(string Path, long Length, long Modified, string Reason);

/// <summary>The files that the last scan left out, as it wrote them beside the index.</summary>
/// <param name="Files">By path.</param>
public sealed record ArdLeftOut(IReadOnlyList<ArdUnreadable> Files)
{
    /// <summary>Of the file in the index folder.</summary>
    public const string FileName = "unreadable.json";
}
