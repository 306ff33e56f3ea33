using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
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
    public static Cube? Open(Collection collection, IReadOnlyList<CollectionItem> items, IReadOnlyList<CollectionBand> bands, Grid grid, Window window)
    {
        var (x, y) = grid.ToDimensions();
        List<string> labels = [];
        List<IReadOnlyList<RasterPart>> planes = [];
        List<MosaicCube.Filler> fillers = [];
        foreach (var moment in items.GroupBy(item => item.Label, StringComparer.Ordinal).OrderBy(moment => moment.First().Time))
        {
            var sources = bands.Select(band => Sources(collection, moment, band, grid, window)).ToList();
            if (sources.TrueForAll(source => source.Count == 0))
            {
                continue;
            }

            labels.Add(moment.Key);
            foreach (var source in sources)
            {
                fillers.AddRange(source.Where(part => part.Fit is null).Select(part => part.ToFiller(planes.Count, grid)));
                planes.Add([.. source.Where(part => part.Fit is not null).Select(part => part.ToPart())]);
            }
        }

        if (labels.Count == 0)
        {
            return null;
        }

        CubeShape shape = new([x, y, new("t", DimensionType.Temporal, new(labels.Select(label => new Label(label)))), ToDimension(bands)]);
        Cube cube = new RasterSourceCube(shape, planes);
        return (fillers.Count == 0 ? cube : new MosaicCube(cube, fillers)).Crop(window);
    }

    /// <summary>The dimension of these bands.</summary>
    internal static Dimension ToDimension(IReadOnlyList<CollectionBand> bands) => new("bands", DimensionType.Bands, new(bands.Select(band => new Label(band.Name))))
    {
        Bands = [.. bands.Select(band => new BandFact(band.Name, band.CommonName, band.Wavelength, band.Width))],
    };

    private static List<BandSource> Sources(Collection collection, IEnumerable<CollectionItem> moment, CollectionBand band, Grid grid, Window window) =>
    [
        .. moment
            .SelectMany(item => item.Assets)
            .SelectMany(asset => asset.Bands.Where(own => own.Name == band.Name).Select(own => BandSource.Of(collection, asset, own, grid)))
            .Where(source => source.Touches(window)),
    ];
}
