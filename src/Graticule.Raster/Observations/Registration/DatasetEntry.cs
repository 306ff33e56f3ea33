namespace Graticule.Raster.Observations.Registration;

/// <summary>One collection of a configuration, with the keys of Apache SDAP and a few of our own.</summary>
internal static class DatasetEntry
{
    /// <param name="Origin">Where it was found.</param>
    /// <param name="Base">Folder that relative paths start from.</param>
    /// <param name="Id">Where the entry has none.</param>
    /// <param name="Path">Where the entry has none.</param>
    internal readonly record struct Place(string Origin, string Base, string? Id, string? Path);

    /// <summary>Keys that say how SDAP queues, tiles and processes: read, and without a meaning here, where nothing is queued and CF conventions say the rest.</summary>
    private static readonly string[] Idle = ["priority", "forward-processing-priority", "preprocess", "processors", "config"];

    private static readonly string[] Known =
    [
        "id", "path", "projection", "dimensionNames", "slices", "from", "to", "group", "storeType", "title", "provider", "project", "kind", "format", "platform", "attributes", "metadata",
        .. Idle,
    ];

    private static readonly string[] RemoteSchemes = ["s3", "gs", "az", "http", "https", "ftp", "hdfs"];

    internal static DatasetSource Read(ConfigurationMap entry, Place place, List<RefusedSource> notes)
    {
        var id = entry.Text("id") ?? place.Id ?? entry.Required("id", "sst-daily");
        var path = AbsolutePath(entry.Text("path") ?? place.Path ?? entry.Required("path", "/data/sst/"), place.Base);
        var layout = LayoutOf(entry);
        var attributes = entry.Map("metadata").AllTexts();
        foreach (var (name, value) in entry.Map("attributes").AllTexts())
        {
            attributes[name] = value;
        }

        foreach (var key in entry.Keys.Except(Known, StringComparer.Ordinal))
        {
            notes.Add(new(id, $"The key '{key}' is not known and is passed over; known keys are {string.Join(", ", Known)}."));
        }

        return new()
        {
            Id = id,
            Path = path,
            Origin = place.Origin,
            Kind = KindOf(entry),
            Format = FormatOf(entry),
            Layout = layout,
            Title = entry.Text("title"),
            Provider = entry.Text("provider"),
            Project = entry.Text("project"),
            Attributes = attributes,
            From = entry.Instant("from"),
            To = entry.Instant("to"),
        };
    }

    private static string AbsolutePath(string path, string start)
    {
        if (path.Split("://", 2) is [var scheme, _] && RemoteSchemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConfigurationException($"Its path '{path}' lies in a remote store ({scheme}), and only local files are read; mount or copy them, and name the local folder.");
        }

        var local = path.StartsWith("file://", StringComparison.Ordinal) ? new Uri(path).LocalPath : path;
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(local, start));
    }

    private static DatasetLayout LayoutOf(ConfigurationMap entry)
    {
        var names = entry.Map("dimensionNames");
        var slices = entry.Map("slices");
        return new()
        {
            Latitude = names.Text("latitude"),
            Longitude = names.Text("longitude"),
            Time = names.Text("time"),
            Depth = names.Text("depth") ?? names.Text("height"),
            Variables = names.Has("variables") ? names.Texts("variables") : names.Texts("variable"),
            Slices = slices.Keys.ToDictionary(key => key, slices.Count, StringComparer.Ordinal),
            Group = entry.Text("group"),
            Platform = entry.Text("platform"),
        };
    }

    private static DatasetKind? KindOf(ConfigurationMap entry)
    {
        if (entry.Text("kind") is { } kind)
        {
            return kind.ToLowerInvariant() switch
            {
                "grid" => DatasetKind.Grid,
                "swath" => DatasetKind.Swath,
                "points" => DatasetKind.Points,
                _ => throw new ConfigurationException($"'kind' is '{kind}'; it must be grid, swath or points."),
            };
        }

        // Whether latitudes and longitudes are axes or fields is seen in the files, whatever the tiles of SDAP are made of.
        return entry.Text("projection") switch
        {
            null or "Grid" or "GridMulti" or "Swath" or "SwathMulti" or "TimeSeries" or "ECCO" => null,
            var other => throw new ConfigurationException($"'projection' is '{other}'; it must be Grid, GridMulti, Swath, SwathMulti, TimeSeries or ECCO."),
        };
    }

    private static string? FormatOf(ConfigurationMap entry)
    {
        if (entry.Text("storeType") is { } store && store != "zarr" && !store.StartsWith("nexus", StringComparison.Ordinal))
        {
            throw new ConfigurationException($"'storeType' is '{store}'; it must be zarr, or be left out.");
        }

        return entry.Text("format") is not { } format
            ? null
            : FileFormats.Names.Contains(format, StringComparer.OrdinalIgnoreCase) ? format : throw new ConfigurationException($"'format' is '{format}'; it must be one of {string.Join(", ", FileFormats.Names)}.");
    }
}
