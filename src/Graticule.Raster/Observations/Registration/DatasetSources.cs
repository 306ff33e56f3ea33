namespace Graticule.Raster.Observations.Registration;

/// <summary>The data sets that an operator names, by configuration files and folders of dropped files. Works without GDAL.</summary>
/// <param name="Sources">In the order of the configuration; ids are unique.</param>
/// <param name="Refused">Data sets that cannot be served, and configuration that cannot be read.</param>
/// <param name="Notes">What was passed over without harm.</param>
/// <param name="Unread">Configuration of which nothing could be read: what an earlier scan found in it stays.</param>
public sealed record DatasetSources(
    IReadOnlyList<DatasetSource> Sources, IReadOnlyList<RefusedSource> Refused, IReadOnlyList<RefusedSource> Notes, IReadOnlyList<string> Unread)
{
    /// <param name="paths">YAML files that list data sets, and folders in which each folder is one.</param>
    public static DatasetSources Read(IEnumerable<string> paths)
    {
        List<DatasetSource> sources = [];
        List<RefusedSource> refused = [];
        List<RefusedSource> notes = [];
        List<string> unread = [];
        foreach (var path in paths.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal))
        {
            try
            {
                foreach (var source in Directory.Exists(path) ? DroppedFolders.Read(path, refused, notes) : CollectionsFile.Read(path, refused, notes))
                {
                    Add(source);
                }
            }
            catch (Exception exception) when (exception is ConfigurationException or IOException or UnauthorizedAccessException)
            {
                refused.Add(new(path, exception.Message));
                unread.Add(path);
            }
        }

        return new(sources, refused, notes, unread);

        void Add(DatasetSource source)
        {
            if (sources.Find(other => other.Id == source.Id) is { } first)
            {
                refused.Add(new(source.Id, $"Two data sets have this id; the one at '{first.Path}' is served, the one at '{source.Path}' is not."));
                return;
            }

            sources.Add(source);
        }
    }
}

/// <summary>A configuration cannot be used; the message says what, and what would be right.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
