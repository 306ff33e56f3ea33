using System.Text.Json.Serialization;

namespace Graticule.Raster.Observations.Registration;

/// <summary>What a scan found.</summary>
/// <param name="Datasets">In the order of the configuration.</param>
/// <param name="Refused">Data sets that cannot be served, and configuration that cannot be read.</param>
/// <param name="Notes">What was passed over without harm.</param>
/// <param name="Unread">Of what was to be read: configuration that cannot be; what an earlier scan found in it stays.</param>
public sealed record DatasetScanReport(
    IReadOnlyList<ScannedDataset> Datasets, IReadOnlyList<RefusedSource> Refused, IReadOnlyList<RefusedSource> Notes, IReadOnlyList<string> Unread);

/// <summary>One data set after a scan.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Files">Files that are served.</param>
/// <param name="FilesRead">Files that were opened.</param>
/// <param name="FilesKnown">Files that had not changed since the last scan, those that cannot be read among them.</param>
/// <param name="FilesRemoved">Files that were there at the last scan and are not any more.</param>
/// <param name="FilesOutside">Files without a time that the configuration asks for.</param>
/// <param name="Unreadable">Files that cannot be read, now or as long as they do not change.</param>
/// <param name="Faults">Of files that were opened: what is wrong with parts of them that were left out.</param>
public sealed record ScannedDataset(
    string Id, int Files, int FilesRead, int FilesKnown, int FilesRemoved, int FilesOutside, IReadOnlyList<UnreadableFile> Unreadable,
    IReadOnlyList<RefusedSource> Faults);

/// <summary>How the report of a scan is written, for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DatasetScanReport))]
public sealed partial class DatasetScanJson : JsonSerializerContext;
