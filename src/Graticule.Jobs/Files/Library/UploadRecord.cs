using System.Text.Json;

namespace Graticule.Jobs.Files.Library;

/// <summary>What is kept of an upload beside its bytes, so that another server can go on with it.</summary>
internal sealed record UploadRecord
{
    public required string Upload { get; init; }

    public required NewFile File { get; init; }

    /// <summary>Of the whole file, where it is known.</summary>
    public long? Length { get; init; }

    /// <summary>Of the whole file, known when it is whole: from here on only the row may be missing.</summary>
    public ContentDigests? Digests { get; init; }

    /// <summary>Id that the file has or will have.</summary>
    public string? FileId { get; init; }

    public static UploadRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<UploadRecord>(System.IO.File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(string path)
    {
        try
        {
            System.IO.File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this));
            System.IO.File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.Problem(File.Name, exception);
        }
    }
}
