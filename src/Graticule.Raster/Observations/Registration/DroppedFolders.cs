namespace Graticule.Raster.Observations.Registration;

/// <summary>A folder in which each folder is a data set; a file in such a folder may say how the others are read.</summary>
internal static class DroppedFolders
{
    internal static readonly string[] DescriptionNames = ["dataset.yaml", "dataset.yml"];

    internal static IEnumerable<DatasetSource> Read(string folder, List<RefusedSource> refused, List<RefusedSource> notes)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Where(file => FileFormats.Knows(file) && !FileFormats.IsHidden(file)))
        {
            notes.Add(new(file, $"It lies in no data set's folder; put it into a folder of '{folder}', whose name becomes the id of the data set."));
        }

        List<DatasetSource> sources = [];
        foreach (var own in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(own => !FileFormats.IsHidden(own)))
        {
            try
            {
                sources.Add(ReadOne(own, folder, notes));
            }
            catch (Exception exception) when (exception is ConfigurationException or IOException or UnauthorizedAccessException)
            {
                refused.Add(new(Path.GetFileName(own), exception.Message));
            }
        }

        return sources;
    }

    private static DatasetSource ReadOne(string folder, string origin, List<RefusedSource> notes)
    {
        var id = Path.GetFileName(folder);
        var description = DescriptionNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return description is null
            ? new() { Id = id, Path = folder, Origin = origin }
            : DatasetEntry.Read(ConfigurationMap.ReadFile(description), new(origin, folder, id, folder), notes);
    }
}
