using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>Makes cubes of collections.</summary>
public static class CollectionCube
{
    /// <summary>
    /// A lazy cube with the dimensions x, y, t and bands. Items of one instant become one label of t: where the earlier of them have nothing, the
    /// later ones fill in. Files on other grids are brought to the grid, nearest pixels. Labels without a file in the window are left out.
    /// </summary>
    /// <param name="collection">Where the files are.</param>
    /// <param name="items">Which of its items, in order.</param>
    /// <param name="bands">Which bands, in the order of the cube.</param>
    /// <param name="grid">The grid of the cells.</param>
    /// <param name="window">The part of the grid that the cube is.</param>
    /// <returns>Null if no item has a file in the window.</returns>
    /// <exception cref="RasterFileException">A file is not there or cannot be read.</exception>
    /// <exception cref="GdalException">There is no way from the reference system of a file to the grid's.</exception>
    public static Cube? Open(Collection collection, IReadOnlyList<CollectionItem> items, IReadOnlyList<CollectionBand> bands, Grid grid, Window window) => CubeAssembly.Build(
        items.GroupBy(item => item.Label, StringComparer.Ordinal)
            .OrderBy(moment => moment.First().Time)
            .Select(moment => (moment.Key, (IReadOnlyList<IReadOnlyList<BandSource>>)[.. bands.Select(band => Sources(collection, moment, band))])),
        CubeAssembly.ToDimension(bands),
        grid,
        window);

    /// <summary>A grid with cells of several pixels of another, over the same extent or a little more.</summary>
    /// <param name="grid">The fine grid.</param>
    /// <param name="pixels">Pixels that one cell is wide and high; at least 1.</param>
    public static Grid Coarser(Grid grid, int pixels) => pixels == 1 ? grid : grid with
    {
        StepX = grid.StepX * pixels,
        StepY = grid.StepY * pixels,
        Width = (grid.Width + pixels - 1) / pixels,
        Height = (grid.Height + pixels - 1) / pixels,
    };

    private static List<BandSource> Sources(Collection collection, IEnumerable<CollectionItem> moment, CollectionBand band) =>
        [.. moment.SelectMany(item => item.Assets).SelectMany(asset => asset.Bands.Where(own => own.Name == band.Name).Select(own => BandSource.Of(collection, asset, own)))];
}
