using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Raster.Gdal;

/// <summary>
/// A Zarr folder of version 3 as one of version 2, which GDAL reads: descriptions that say the same in the older words, and links to the folders
/// of blocks, in a temporary folder. Arrays whose blocks are packed in ways that version 2 has not (shards, checksums) are left out.
/// </summary>
internal sealed class ZarrView : IDisposable
{
    private const int DeepestGroup = 4;
    private const int MostEntries = 100_000;

    private ZarrView(string folder) => Folder = folder;

    internal string Folder { get; }

    /// <summary>Whether a folder is a Zarr folder of version 3.</summary>
    internal static bool IsNeeded(string folder) => File.Exists(Path.Combine(folder, "zarr.json"));

    /// <exception cref="ArrayFileException">Its descriptions cannot be read, or none of its arrays can.</exception>
    internal static ZarrView Make(string folder)
    {
        var view = new ZarrView(Directory.CreateTempSubdirectory("graticule-zarr-").FullName);
        try
        {
            List<string> unread = [];
            var count = Translate(folder, view.Folder, "", 0, unread);
            return count > 0 || unread.Count == 0
                ? view
                : throw new ArrayFileException(folder, $"has arrays of Zarr that are packed in a way that is not read: {string.Join("; ", unread.Take(3))}");
        }
        catch (Exception exception)
        {
            view.Dispose();
            if (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or FormatException or KeyNotFoundException)
            {
                throw new ArrayFileException(folder, $"cannot be read as a Zarr folder: {exception.Message.TrimEnd('.')}");
            }

            throw;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Translates a node and those below it; returns how many arrays were.</summary>
    private static int Translate(string source, string target, string name, int depth, List<string> unread)
    {
        var node = JsonNode.Parse(File.ReadAllBytes(Path.Combine(source, "zarr.json")))!.AsObject();
        Directory.CreateDirectory(target);
        if ((string?)node["node_type"] == "array")
        {
            if (ZarrWords.Describe(node, out var problem) is not { } description)
            {
                unread.Add($"{name}: {problem}");
                Directory.Delete(target);
                return 0;
            }

            Write(target, ".zarray", description);
            Write(target, ".zattrs", ZarrWords.Attributes(node));
            Link(source, target, node);
            return 1;
        }

        Write(target, ".zgroup", new JsonObject { ["zarr_format"] = 2 });
        Write(target, ".zattrs", node["attributes"]?.DeepClone() ?? new JsonObject());
        var count = 0;
        foreach (var inner in Directory.EnumerateDirectories(source).Where(folder => depth < DeepestGroup && IsNeeded(folder)).Order(StringComparer.Ordinal))
        {
            count += Translate(inner, Path.Combine(target, Path.GetFileName(inner)), Path.GetFileName(inner), depth + 1, unread);
        }

        return count;
    }

    /// <summary>Links the blocks under their older names: without the <c>c</c> that begins the newer ones.</summary>
    private static void Link(string source, string target, JsonObject node)
    {
        var isPlain = (string?)node["chunk_key_encoding"]?["name"] == "v2";
        var blocks = isPlain ? source : Path.Combine(source, "c");
        if (File.Exists(blocks))
        {
            File.CreateSymbolicLink(Path.Combine(target, "0"), blocks); // the only block of a single number
            return;
        }

        if (!isPlain && (string?)node["chunk_key_encoding"]?["configuration"]?["separator"] == ".")
        {
            Each(source, entry => entry.StartsWith("c.", StringComparison.Ordinal) ? entry[2..] : null);
        }
        else if (Directory.Exists(blocks))
        {
            Each(blocks, entry => entry == "zarr.json" ? null : entry);
        }

        void Each(string folder, Func<string, string?> named)
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Take(MostEntries))
            {
                if (named(Path.GetFileName(entry)) is { } link)
                {
                    File.CreateSymbolicLink(Path.Combine(target, link), entry);
                }
            }
        }
    }

    private static void Write(string folder, string name, JsonNode content) => File.WriteAllText(Path.Combine(folder, name), content.ToJsonString());
}
