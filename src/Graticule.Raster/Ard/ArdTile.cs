using System.Text.Json;
using System.Text.Json.Serialization;

namespace Graticule.Raster.Ard;

/// <summary>The registered files of which a part lies in one tile. A file of the index; replaced whole.</summary>
public sealed record ArdTile
{
    /// <summary>Of the form of the file: one of another version is as none.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Region { get; init; }

    public required int Column { get; init; }

    public required int Row { get; init; }

    public required IReadOnlyList<ArdFile> Files { get; init; }

    [JsonIgnore]
    public GridCell Cell => new(Column, Row);

    /// <summary>Its path in an index folder.</summary>
    public static string PathOf(string indexFolder, string region, GridCell cell) => Path.Combine(indexFolder, $"{region}_{cell.Name}.json");

    /// <summary>Null: there is none, or none that this program can read.</summary>
    public static ArdTile? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, ArdJson.Default.ArdTile) is { Version: CurrentVersion } tile ? tile : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal void Write(string indexFolder) =>
        WholeFile.Write(PathOf(indexFolder, Region, Cell), stream => JsonSerializer.Serialize(stream, this, ArdJson.Default.ArdTile));
}

/// <summary>Files that are replaced whole.</summary>
internal static class WholeFile
{
    internal static void Write(string path, Action<Stream> write)
    {
        var partial = $"{path}.{Environment.ProcessId}.partial";
        using (var file = File.Create(partial))
        {
            write(file);
        }

        File.Move(partial, path, overwrite: true);
    }
}

/// <summary>How the index is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArdTile))]
[JsonSerializable(typeof(ArdLeftOut))]
[JsonSerializable(typeof(ArdScanReport))]
public sealed partial class ArdJson : JsonSerializerContext;
