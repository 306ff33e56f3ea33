namespace Graticule.Raster.Observations.Registration;

/// <summary>The formats of files of observations, and the names by which they are known.</summary>
internal static class FileFormats
{
    /// <summary>By the word that configuration has for it: extensions, the first one standing for the format.</summary>
    private static readonly Dictionary<string, string[]> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["netcdf"] = [".nc", ".nc4", ".cdf", ".netcdf"],
        ["hdf5"] = [".h5", ".hdf5", ".he5", ".hdf"],
        ["geotiff"] = [".tif", ".tiff"],
        ["zarr"] = [".zarr"],
        ["csv"] = [".csv"],
        ["json"] = [".json", ".json.gz"],
        ["seabass"] = [".sb"],
        ["parquet"] = [".parquet", ".parq", ".geoparquet"],
    };

    private static readonly string[] StoreFiles = [".zgroup", ".zmetadata", ".zattrs", ".zarray", "zarr.json"];

    internal static IEnumerable<string> Names => All.Keys;

    internal static string? ByName(string name) => All.TryGetValue(name, out var extensions) ? extensions[0] : null;

    /// <summary>Whether a file's name tells its format.</summary>
    internal static bool Knows(ReadOnlySpan<char> name)
    {
        foreach (var extensions in All.Values)
        {
            foreach (var extension in extensions)
            {
                if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Files that others are still writing, or that are about data: <c>.name</c>, <c>_SUCCESS</c>.</summary>
    internal static bool IsHidden(string path) => IsHidden(Path.GetFileName(path.AsSpan()));

    internal static bool IsHidden(ReadOnlySpan<char> name) => name.IsEmpty || name[0] is '.' or '_';

    /// <summary>Whether a folder is one store of arrays.</summary>
    internal static bool IsZarr(string folder) => StoreFiles.Any(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>Whether files with an extension hold single observations and nothing else.</summary>
    internal static bool HoldsPoints(string extension) => ((string[])["csv", "json", "seabass", "parquet"]).Any(format => All[format].Contains(extension, StringComparer.OrdinalIgnoreCase));

    /// <summary>Of a name, in small letters: <c>.nc</c>, <c>.json.gz</c>.</summary>
    internal static string ExtensionOf(string name)
    {
        var lower = Path.GetFileName(name).ToLowerInvariant();
        return lower.EndsWith(".json.gz", StringComparison.Ordinal) ? ".json.gz" : Path.GetExtension(lower);
    }
}
