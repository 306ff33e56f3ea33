namespace Graticule.Raster.Catalog;

/// <summary>Items out of the names of files, and out of the times in NetCDF files.</summary>
internal static class FolderLayout
{
    /// <param name="files">What was found.</param>
    /// <param name="time">When those were taken whose names do not say.</param>
    /// <param name="skipped">Gets a sentence for each file that is left out.</param>
    internal static IReadOnlyList<ScannedItem> Items(IReadOnlyList<FileFacts> files, DateTimeOffset? time, List<string> skipped)
    {
        var named = files.Select(file => (File: file, Name: FileNameFacts.Read(file.Href))).ToList();
        var timeless = named.Where(entry => time is null && entry.Name.Time is null && entry.File.Bands.All(band => band.Time is null)).ToList();
        skipped.AddRange(timeless.Select(entry => $"'{entry.File.Href}' has no date in its name."));
        var dated = named.Except(timeless).ToList();
        var bandIn = WhereBandsAre([.. dated.Where(entry => entry.Name.Sensor == Sensor.Any && entry.File.Variable is null).Select(entry => entry.Name)]);
        return
        [
            .. dated.SelectMany(entry => Pieces(entry.File, entry.Name, bandIn, time))
                .GroupBy(piece => piece.Id, StringComparer.Ordinal)
                .Select(pieces => ToItem(pieces.Key, [.. pieces]))
                .OrderBy(item => item.Time).ThenBy(item => item.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Bands are in the part of the names that differs between files of one time.</summary>
    private static Func<FileNameFacts, string?> WhereBandsAre(IReadOnlyList<FileNameFacts> names)
    {
        var together = names.GroupBy(name => name.Time).Where(group => group.Count() > 1).ToList();
        Func<FileNameFacts, string>[] parts = together.Count == 0 ? [] : [name => name.Suffix, name => name.Prefix];
        return parts.FirstOrDefault(part => together.TrueForAll(group => Differ(group, part))) ?? (_ => null);

        static bool Differ(IEnumerable<FileNameFacts> group, Func<FileNameFacts, string> part) =>
            group.All(name => part(name).Length > 0) && group.DistinctBy(part, StringComparer.Ordinal).Count() == group.Count();
    }

    private static IEnumerable<Piece> Pieces(FileFacts file, FileNameFacts name, Func<FileNameFacts, string?> bandIn, DateTimeOffset? time)
    {
        var band = name.Band ?? (name.Sensor == Sensor.Any && file.Variable is null ? bandIn(name) : null);
        var scene = band is null || name.Sensor != Sensor.Any ? name.Scene : name.Scene.Replace(band, "", StringComparison.Ordinal).Trim('_', '-', '.', ' ');
        var scenes = file.Href.Contains('/', StringComparison.Ordinal) && name.Sensor == Sensor.Any ? $"{Path.GetDirectoryName(file.Href)!.Replace('/', '_')}_{scene}" : scene;
        if (file.Bands.Any(own => own.Time is not null))
        {
            return file.Bands.Index().Where(own => own.Item.Time is not null).Select(own =>
                new Piece($"{scenes}_{own.Item.Time!.Value.UtcDateTime:yyyyMMdd'T'HHmmss}", own.Item.Time.Value, file, name, [ScannedAsset.Band(file, own.Index + 1, file.Variable ?? Named(own.Item, 0))]));
        }

        var names = Names(file, band);
        return [new(scenes, (name.Time ?? time)!.Value, file, name, [.. names.Select((own, index) => ScannedAsset.Band(file, index + 1, own))])];
    }

    private static List<string> Names(FileFacts file, string? band)
    {
        var own = file.Bands.Select(Named).ToList();
        return (band ?? file.Variable, own.Count) switch
        {
            (null, _) => own.Distinct(StringComparer.Ordinal).Count() == own.Count ? own : [.. own.Select((_, index) => $"B{index + 1:00}")],
            (var name, 1) => [name],
            (var name, _) => [.. own.Select((_, index) => $"{name}_{index + 1}")],
        };
    }

    private static string Named(FileBand band, int index) => band.Name.Length > 0 ? band.Name : $"B{index + 1:00}";

    /// <summary>Of a band that is there in several resolutions, the finest is taken.</summary>
    private static ScannedItem ToItem(string id, IReadOnlyList<Piece> pieces)
    {
        var finest = pieces.OrderBy(piece => Math.Abs(piece.File.Grid!.StepX)).ThenBy(piece => piece.File.Href, StringComparer.Ordinal)
            .DistinctBy(piece => string.Join(' ', piece.Bands.Select(band => band.Name)), StringComparer.Ordinal)
            .OrderBy(piece => piece.File.Href, StringComparer.Ordinal);
        ScannedItem item = new(id, pieces[0].Time, [.. finest.Select(piece => new ScannedAsset(piece.Bands.Count == 1 ? piece.Bands[0].Name : "data", piece.File, piece.Bands)
        {
            Facts = [.. piece.Bands.Select(band => Facts(piece, band))],
        })]);
        if (pieces[0].Name.Platform is { } platform)
        {
            item.Properties["platform"] = platform;
        }

        return item;
    }

    private static CollectionBand Facts(Piece piece, AssetBand band)
    {
        var own = piece.File.Bands[band.Number - 1];
        var known = KnownBands.Find(piece.Name.Sensor, band.Name) ?? new(band.Name);
        return known with
        {
            Type = own.Type,
            NoData = own.NoData,
            GroundSample = known.GroundSample is null ? null : Math.Abs(piece.File.Grid!.StepX),
            Unit = own.Unit.Length > 0 ? own.Unit : known.Unit,
            Scale = own.Scale is null or 1 ? known.Scale : own.Scale,
            Offset = own.Offset is null or 0 ? known.Offset : own.Offset,
        };
    }

    private sealed record Piece(string Id, DateTimeOffset Time, FileFacts File, FileNameFacts Name, IReadOnlyList<AssetBand> Bands);
}
