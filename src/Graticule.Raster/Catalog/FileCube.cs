using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Catalog;

/// <summary>Makes cubes of files that belong to no collection.</summary>
public static class FileCube
{
    /// <summary>
    /// A lazy cube of rasters, on the finest of their grids around all of them. It has the dimension t where the files' names hold dates or the
    /// files hold times, and none where no file has any.
    /// </summary>
    /// <param name="files">Each with the name that its user gave it, and its path.</param>
    /// <exception cref="RasterFileException">A file cannot be read; or some have times and some have not.</exception>
    /// <exception cref="GdalException">There is no way from the reference system of one file to that of the others.</exception>
    public static Cube Open(IReadOnlyList<(string Name, string Path)> files)
    {
        var facts = files.SelectMany(file => FileFacts.ReadAs(file.Path, file.Name).Select(found => (Facts: found, file.Path))).ToList();
        foreach (var (problem, name) in facts.Where(file => file.Facts.Problem is not null).Select(file => (file.Facts.Problem!, file.Facts.Href)))
        {
            throw new RasterFileException(Path.GetFileName(name), problem);
        }

        List<string> timeless = [];
        _ = FolderLayout.Items([.. facts.Select(file => file.Facts)], time: null, timeless);
        if (timeless.Count > 0 && timeless.Count < facts.Count)
        {
            throw new RasterFileException("", $"Some files have dates and some have none: {timeless[0]}");
        }

        var items = FolderLayout.Items([.. facts.Select(file => file.Facts)], DateTimeOffset.UnixEpoch, []);
        var bands = items.SelectMany(item => item.Assets).SelectMany(asset => asset.Facts).DistinctBy(band => band.Name, StringComparer.Ordinal)
            .Index().OrderBy(band => KnownBands.Order(band.Item.Name)).ThenBy(band => band.Index).Select(band => band.Item).ToList();
        var grid = TargetGrid.Of([.. facts.Select(file => file.Facts.Grid!)]);
        var pathOf = facts.ToDictionary(file => (file.Facts.Href, file.Facts.Variable), file => file.Path);
        var cube = CubeAssembly.Build(
            items.GroupBy(item => item.Time).OrderBy(moment => moment.Key).Select(moment => (
                Instant.ToText(moment.Key),
                (IReadOnlyList<IReadOnlyList<BandSource>>)[.. bands.Select(band => Sources(moment, band.Name, pathOf))])),
            CubeAssembly.ToDimension(bands),
            grid,
            new(0, 0, grid.Width, grid.Height))!;
        return timeless.Count > 0 ? RelabelledCube.Drop(cube, cube.Shape.Find("t")!) : cube;
    }

    private static List<BandSource> Sources(IEnumerable<ScannedItem> moment, string band, Dictionary<(string, string?), string> pathOf) =>
    [
        .. moment.SelectMany(item => item.Assets).SelectMany(asset => asset.Bands.Where(own => own.Name == band).Select(own => new BandSource(
            pathOf[(asset.File.Href, asset.File.Variable)],
            asset.File.Variable,
            asset.File.Grid!,
            (asset.File.TileWidth, asset.File.TileHeight),
            own.Number,
            own.Type!.Value,
            own.NoData))),
    ];
}
