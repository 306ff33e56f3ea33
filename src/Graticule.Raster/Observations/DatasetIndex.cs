using System.Text.Json;
using System.Text.Json.Serialization;

namespace Graticule.Raster.Observations;

/// <summary>
/// What a scan knows of one data set: a folder of its own in the index folder, with <c>dataset.json</c> and, for points, their tables.
/// It is replaced whole, so a reader sees the state of one scan or of the next one. Reading needs no GDAL.
/// </summary>
public sealed record DatasetIndex
{
    /// <summary>Name of the file in the folder of a data set.</summary>
    public const string FileName = "dataset.json";

    /// <summary>Of the form of the file: one of another version is as none, so that the next scan makes it anew.</summary>
    public const int CurrentVersion = 1;

    internal static Guid ThisBuild { get; } = typeof(DatasetIndex).Module.ModuleVersionId;

    public int Version { get; init; } = CurrentVersion;

    public required ObservationDataset Dataset { get; init; }

    /// <summary>The configuration file, or folder of dropped files, that names the data set; absolute.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Digest of how the files are read: with another one nothing of an earlier scan holds any more.</summary>
    public string Reading { get; init; } = "";

    /// <summary>Build of the readers: files that one cannot read are tried again by another.</summary>
    public Guid Build { get; init; } = ThisBuild;

    /// <summary>Files without a time that the configuration asks for (<c>from</c>, <c>to</c>): known, and not served.</summary>
    public IReadOnlyList<Granule> Outside { get; init; } = [];

    /// <summary>Attributes of the first file, without those of the configuration.</summary>
    public IReadOnlyDictionary<string, string> FileAttributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the files hold; most hold the same.</summary>
    public IReadOnlyList<FileContents> Contents { get; init; } = [];

    /// <summary>Of each granule, and then of each outside, its place in <see cref="Contents"/>; empty: all have the first.</summary>
    public IReadOnlyList<int> ContentsOf { get; init; } = [];

    /// <summary>All files that could be read, each with what it holds.</summary>
    internal IEnumerable<(Granule Granule, FileContents Contents)> Known => Contents.Count == 0
        ? []
        : Dataset.Granules.Concat(Outside).Select((granule, place) => (granule, Contents[ContentsOf.Count > 0 ? ContentsOf[place] : 0]));

    /// <summary>With all files known and none served: the place of the files is not there at present.</summary>
    internal DatasetIndex Asleep => this with { Dataset = Dataset with { Granules = [], Unreadable = [] }, Outside = [.. Dataset.Granules, .. Outside] };

    /// <summary>The folder of a data set in the index folder. What cannot stand in a name of a folder is percent-encoded.</summary>
    public static string FolderOf(string indexFolder, string id)
    {
        var name = Uri.EscapeDataString(id);
        return Path.Combine(indexFolder, name.StartsWith('.') ? "%2E" + name[1..] : name);
    }

    /// <summary>Null: there is none, or none that this program can read.</summary>
    /// <param name="folder">Of the data set.</param>
    public static DatasetIndex? Read(string folder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, FileName));
            return JsonSerializer.Deserialize(file, DatasetJson.Default.DatasetIndex) is { Version: CurrentVersion } index
                ? index with { Dataset = index.Dataset with { Folder = Path.GetFullPath(folder) } }
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it into the folder of its data set, whole or not at all.</summary>
    public void Write()
    {
        var folder = Directory.CreateDirectory(Dataset.Folder).FullName;
        var partial = Path.Combine(folder, $".{FileName}.{Environment.ProcessId}.partial");
        using (var file = File.Create(partial))
        {
            JsonSerializer.Serialize(file, this, DatasetJson.Default.DatasetIndex);
        }

        File.Move(partial, Path.Combine(folder, FileName), overwrite: true);
    }
}

/// <summary>How an index is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(DatasetIndex))]
internal sealed partial class DatasetJson : JsonSerializerContext;
