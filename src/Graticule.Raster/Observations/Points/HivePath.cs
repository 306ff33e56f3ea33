namespace Graticule.Raster.Observations.Points;

/// <summary>Values that the folders of a file tell, as Apache Hive names them: <c>provider=Saildrone/project=…/part-0.parquet</c>.</summary>
internal static class HivePath
{
    private const string None = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>Of the folders nearest to the file that are named so, without a gap; empty: there are none.</summary>
    internal static IReadOnlyDictionary<string, string> Values(string path)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        for (var folder = Path.GetDirectoryName(path); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Path.GetFileName(folder).Split('=', 2) is not [{ Length: > 0 } name, var value])
            {
                break;
            }

            if (value is not ("" or None))
            {
                values.TryAdd(name, Uri.UnescapeDataString(value));
            }
        }

        return values;
    }
}
