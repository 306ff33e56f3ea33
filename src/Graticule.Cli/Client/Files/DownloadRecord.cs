using System.Text.Json;
using System.Text.Json.Serialization;

namespace Graticule.Cli.Client.Files;

/// <summary>What has arrived of a file, kept beside its bytes until it is whole.</summary>
internal sealed record DownloadRecord
{
    public required string Id { get; init; }

    public required long Size { get; init; }

    public required string? Sha512 { get; init; }

    /// <summary>Bytes of each part but the last.</summary>
    public required long Part { get; init; }

    /// <summary>A digit for each part: 1 where it is there.</summary>
    public required string Done { get; init; }

    /// <summary>Null where there is none that can be read.</summary>
    public static DownloadRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DownloadJson.Default.DownloadRecord) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string path)
    {
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, DownloadJson.Default.DownloadRecord));
        File.Move(path + ".new", path, overwrite: true);
    }
}

[JsonSerializable(typeof(DownloadRecord))]
internal sealed partial class DownloadJson : JsonSerializerContext;
