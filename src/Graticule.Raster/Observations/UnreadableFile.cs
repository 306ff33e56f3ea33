namespace Graticule.Raster.Observations;

/// <summary>A file that the scan could not read; the rest of its data set is served.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Stamp">Of the file when it was tried: it is tried again when that changes.</param>
public sealed record UnreadableFile(string Path, string Reason, string Stamp);
