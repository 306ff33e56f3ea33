using System.Text.Json;

namespace Graticule.Analysis.Packages;

/// <summary>Finds the STAC document that speaks for a folder of files (STAC 1.0 best practices: <c>catalog.json</c>, <c>collection.json</c>, or one item).</summary>
public static class StacRoot
{
    private const long LargestDocument = 16 << 20;

    /// <summary>Path of the document, relative to the folder; null when there is none. Symbolic links are passed over.</summary>
    /// <param name="folder">Absolute path.</param>
    public static string? Find(string folder)
    {
        foreach (var place in (string[])[folder, .. Inner(folder)])
        {
            var found = Named(place, "catalog.json", "Catalog") ?? Named(place, "collection.json", "Collection") ?? Named(place, "catalog.json", "Collection") ?? OnlyItem(place);
            if (found is not null)
            {
                return Path.GetRelativePath(folder, found);
            }
        }

        return null;
    }

    /// <summary>A tool may have written into the one folder of its working folder.</summary>
    private static string[] Inner(string folder)
    {
        var inner = new DirectoryInfo(folder).GetDirectories();
        return inner is [{ LinkTarget: null } only] ? [only.FullName] : [];
    }

    private static string? Named(string folder, string name, string type)
    {
        var path = Path.Combine(folder, name);
        return TypeOf(path) == type ? path : null;
    }

    private static string? OnlyItem(string folder) =>
        Directory.GetFiles(folder, "*.json").Concat(Directory.GetFiles(folder, "*.geojson")).Where(path => TypeOf(path) == "Feature").Take(2).ToList() is [var only] ? only : null;

    private static string? TypeOf(string path)
    {
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: < LargestDocument })
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("stac_version", out _) && root.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.String
                    ? type.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
