namespace Graticule.Raster.Observations.Registration;

/// <summary>Puts an index together: of what an earlier scan knows, and of what this one reads. Safe from any thread.</summary>
internal sealed class IndexAssembly
{
    private static readonly Dictionary<string, string> NoAttributes = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly DatasetSource _source;
    private readonly string _reading;
    private readonly string _folder;
    private readonly DatasetIndex? _previous;
    private readonly Dictionary<string, ScannedFile> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnreadableFile> _unreadable = new(StringComparer.Ordinal);

    /// <param name="source">The data set.</param>
    /// <param name="reading">Digest of how it is read.</param>
    /// <param name="folder">Index folder of the data set.</param>
    /// <param name="previous">What is known; null: nothing, or nothing that holds any more.</param>
    /// <param name="files">What is there now.</param>
    internal IndexAssembly(DatasetSource source, string reading, string folder, DatasetIndex? previous, List<SourceFile> files)
    {
        (_source, _reading, _folder, _previous) = (source, reading, folder, previous);
        var known = (previous is null ? [] : previous.Known).ToDictionary(file => file.Granule.Path, StringComparer.Ordinal);
        var bad = (previous is not null && previous.Build == DatasetIndex.ThisBuild ? previous.Dataset.Unreadable : []).ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (known.TryGetValue(file.Path, out var same) && same.Granule.Stamp == file.Stamp && PointTables.IsThere(folder, same.Granule))
            {
                _read.Add(file.Path, new(same.Granule, same.Contents, NoAttributes, []));
            }
            else if (bad.TryGetValue(file.Path, out var unreadable) && unreadable.Stamp == file.Stamp)
            {
                _unreadable.Add(file.Path, unreadable);
            }
            else
            {
                Pending.Add(file);
            }
        }
    }

    /// <summary>Files that must be read.</summary>
    internal List<SourceFile> Pending { get; } = [];

    internal void Add(SourceFile file, (ScannedFile? File, string? Reason) found)
    {
        lock (_gate)
        {
            if (found.File is { } scanned)
            {
                _read.Add(file.Path, scanned);
            }
            else
            {
                _unreadable.Add(file.Path, new(file.Path, found.Reason!, file.Stamp));
            }
        }
    }

    /// <summary>What is wrong with parts of the files that were read, in the order of their paths.</summary>
    internal List<RefusedSource> Faults =>
        [.. _read.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value.Faults.Select(fault => new RefusedSource(file.Key, fault)))];

    /// <summary>The index of what is known by now.</summary>
    internal DatasetIndex Make()
    {
        lock (_gate)
        {
            var files = _read.Values.OrderBy(file => file.Granule.Start).ThenBy(file => file.Granule.Name, StringComparer.Ordinal).ThenBy(file => file.Granule.Path, StringComparer.Ordinal).ToList();
            var kind = _source.Kind ?? (_previous is { Dataset.Granules.Count: > 0 } known && files.Exists(file => file.Contents.Kind == known.Dataset.Kind)
                ? known.Dataset.Kind
                : files.MinBy(file => file.Granule.Path, StringComparer.Ordinal)?.Contents.Kind ?? DatasetKind.Grid);
            var others = files.Where(file => file.Contents.Kind != kind).ToList();
            files.RemoveAll(file => file.Contents.Kind != kind);
            var contents = files.Select(file => file.Contents).Distinct().ToList();
            var places = contents.Index().ToDictionary(item => item.Item, item => item.Index);
            var (served, outside) = (files.Where(file => IsWanted(file.Granule)).ToList(), files.Where(file => !IsWanted(file.Granule)).ToList());
            return new()
            {
                Dataset = Describe(files, served, kind) with
                {
                    Unreadable = [.. _unreadable.Values.Concat(others.Select(file => Misfit(file, kind))).OrderBy(file => file.Path, StringComparer.Ordinal)],
                },
                Origin = _source.Origin,
                Reading = _reading,
                FileAttributes = AttributesOf(files),
                Outside = [.. outside.Select(file => file.Granule)],
                Contents = contents,
                ContentsOf = contents.Count > 1 ? [.. served.Concat(outside).Select(file => places[file.Contents])] : [],
            };
        }
    }

    private ObservationDataset Describe(List<ScannedFile> files, List<ScannedFile> served, DatasetKind kind)
    {
        var contents = served.Select(file => file.Contents).Distinct().ToList();
        var attributes = WithConfigured(AttributesOf(files));
        var variables = contents.SelectMany(file => file.Variables).DistinctBy(variable => variable.Name, StringComparer.Ordinal).ToList();
        if (_source.Layout.Variables is { Count: > 0 } order)
        {
            variables = [.. variables.OrderBy(variable => Place(order, variable.Name))];
        }

        return new()
        {
            Id = _source.Id,
            Kind = kind,
            Title = _source.Title ?? attributes.GetValueOrDefault("title"),
            Folder = _folder,
            Layout = _source.Layout,
            Variables = variables,
            Granules = [.. served.Select(file => file.Granule)],
            Provider = _source.Provider ?? contents.Select(file => file.Provider).FirstOrDefault(provider => provider is not null),
            Project = _source.Project ?? contents.Select(file => file.Project).FirstOrDefault(project => project is not null) ?? _source.Id,
            Platforms = [.. contents.SelectMany(file => file.Platforms).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Attributes = attributes,
        };
    }

    /// <summary>Those of the first file; where it was not read now, those that are known.</summary>
    private IReadOnlyDictionary<string, string> AttributesOf(List<ScannedFile> files) => files is [{ Attributes.Count: > 0 } first, ..]
        ? first.Attributes
        : _previous is { FileAttributes: { Count: > 0 } earlier } ? earlier : files.Find(file => file.Attributes.Count > 0)?.Attributes ?? NoAttributes;

    /// <summary>Those of the configuration go before.</summary>
    private Dictionary<string, string> WithConfigured(IReadOnlyDictionary<string, string> ofFiles)
    {
        Dictionary<string, string> attributes = new(ofFiles, StringComparer.Ordinal);
        foreach (var (name, value) in _source.Attributes)
        {
            attributes[name] = value;
        }

        return attributes;
    }

    private bool IsWanted(Granule granule) => (_source.From is not { } from || granule.End >= from) && (_source.To is not { } to || granule.Start <= to);

    private static UnreadableFile Misfit(ScannedFile file, DatasetKind kind) =>
        new(file.Granule.Path, $"It holds {Word(file.Contents.Kind)}, and its data set {Word(kind)}; put it into a data set of its own.", file.Granule.Stamp);

    private static string Word(DatasetKind kind) => kind switch { DatasetKind.Grid => "a grid", DatasetKind.Swath => "a swath", _ => "points" };

    private static int Place(IReadOnlyList<string> order, string name) => order.Index().Where(item => item.Item == name).Select(item => item.Index).FirstOrDefault(int.MaxValue);
}
