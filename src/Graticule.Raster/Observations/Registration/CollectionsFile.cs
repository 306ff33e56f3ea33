namespace Graticule.Raster.Observations.Registration;

/// <summary>A YAML file with one list, <c>collections</c>, as the collection manager of Apache SDAP reads it.</summary>
internal static class CollectionsFile
{
    internal static IEnumerable<DatasetSource> Read(string path, List<RefusedSource> refused, List<RefusedSource> notes)
    {
        var root = ConfigurationMap.ReadFile(path);
        if (!root.Has("collections"))
        {
            throw new ConfigurationException($"'{path}' has no list 'collections'; a data set is one entry of it, such as '- id: sst' with 'path: /data/sst/' below.");
        }

        List<DatasetSource> sources = [];
        foreach (var (entry, number) in root.Maps("collections").Select((entry, index) => (entry, index + 1)))
        {
            try
            {
                sources.Add(DatasetEntry.Read(entry, new(path, Path.GetDirectoryName(path)!, null, null), notes));
            }
            catch (ConfigurationException exception)
            {
                refused.Add(new(entry.NameOr($"{path}, collection {number}"), exception.Message));
            }
        }

        return sources;
    }
}
