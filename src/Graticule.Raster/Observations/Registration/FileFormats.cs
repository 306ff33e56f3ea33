namespace Graticule.Raster.Observations.Registration;

/// <summary>The formats of files of observations, and the names by which they are known.</summary>
internal static class FileFormats
{
    /// <summary>By the word that configuration has for it.</summary>
    private static readonly Dictionary<string, string[]> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["netcdf"] = [".nc", ".nc4", ".cdf", ".netcdf"],
        ["hdf5"] = [".h5", ".hdf5", ".he5"],
        ["geotiff"] = [".tif", ".tiff"],
        ["zarr"] = [".zarr"],
        ["csv"] = [".csv", ".csv.gz", ".tsv", ".tsv.gz"],
        ["json"] = [".json", ".json.gz", ".geojson", ".geojson.gz"],
        ["seabass"] = [".sb", ".sb.gz"],
        ["parquet"] = [".parquet", ".parq", ".geoparquet"],
    };

    private static readonly string[] OfArrays = ["netcdf", "hdf5", "geotiff", "zarr"];

    private static readonly string[] StoreFiles = [".zgroup", ".zmetadata", ".zattrs", ".zarray", "zarr.json"];

    internal static IEnumerable<string> Names => All.Keys;

    /// <summary>Whether a file's name tells that it is of a format.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="format">Null: any.</param>
    internal static bool Knows(ReadOnlySpan<char> name, string? format = null)
    {
        foreach (var (known, extensions) in All)
        {
            if ((format is null || known.Equals(format, StringComparison.OrdinalIgnoreCase)) && EndsWithOne(name, extensions))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is a file, or a store, of arrays, which may hold a grid, a swath or points.</summary>
    internal static bool HoldsArrays(string path) => OfArrays.Any(format => EndsWithOne(path, All[format])) || Directory.Exists(path);

    /// <summary>Files that others are still writing, or that are about data: <c>.name</c>, <c>_SUCCESS</c>.</summary>
    internal static bool IsHidden(string path) => IsHidden(Path.GetFileName(path.AsSpan()));

    internal static bool IsHidden(ReadOnlySpan<char> name) => name.IsEmpty || name[0] is '.' or '_';

    /// <summary>Whether a folder is one store of arrays.</summary>
    internal static bool IsZarr(string folder) => StoreFiles.Any(name => File.Exists(Path.Combine(folder, name)));

    private static bool EndsWithOne(ReadOnlySpan<char> name, string[] extensions)
    {
        foreach (var extension in extensions)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
