namespace Graticule.Jobs.Files.Library;

/// <summary>A piece of a resumable upload.</summary>
/// <param name="Upload">Chosen by the client, unique among the owner's uploads: 8 to 128 letters, digits, hyphens, underscores.</param>
/// <param name="File">What is said of the file; that of the first piece holds.</param>
/// <param name="First">Position of the first byte.</param>
/// <param name="Last">Position of the last byte; null: where the content ends.</param>
/// <param name="Length">Of the whole file; null: not known yet, or where the content ends if <paramref name="Last"/> is not known either.</param>
/// <param name="Expected">What the bytes of this piece hash to.</param>
public sealed record UploadChunk(string Upload, NewFile File, long First, long? Last, long? Length, ExpectedDigests Expected);

/// <summary>How far an upload is.</summary>
/// <param name="Upload">Its id.</param>
/// <param name="Name">Of the file.</param>
/// <param name="Offset">Bytes that are there: the position of the next one.</param>
/// <param name="Length">Of the whole file, where it is known.</param>
/// <param name="File">What became of it, once it is whole.</param>
public sealed record UploadState(string Upload, string Name, long Offset, long? Length, UserFile? File);
