using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>Lays bands of files out in planes.</summary>
internal static class CubeAssembly
{
    /// <summary>A lazy cube with the dimensions x, y, t and bands.</summary>
    /// <param name="moments">Labels of t in order, each with the files of each band; those on top first.</param>
    /// <param name="bands">The dimension of the bands.</param>
    /// <param name="grid">The grid of the cells.</param>
    /// <param name="window">The part of the grid that the cube is.</param>
    /// <returns>Null if no file lies in the window. Labels without a file in the window are left out.</returns>
    internal static Cube? Build(
        IEnumerable<(string Label, IReadOnlyList<IReadOnlyList<BandSource>> Bands)> moments, Dimension bands, Grid grid, Window window)
    {
        List<string> labels = [];
        List<IReadOnlyList<RasterPart>> planes = [];
        List<MosaicCube.Filler> fillers = [];
        foreach (var moment in moments)
        {
            var here = moment.Bands.Select(sources => sources.Select(source => source.On(grid)).Where(source => source.Touches(window)).ToList()).ToList();
            if (here.TrueForAll(sources => sources.Count == 0))
            {
                continue;
            }

            labels.Add(moment.Label);
            foreach (var sources in here)
            {
                fillers.AddRange(sources.Where(source => source.IsElsewhere).Select(source => source.ToFiller(planes.Count, grid)));
                planes.Add([.. sources.Where(source => !source.IsElsewhere).Select(source => source.ToPart())]);
            }
        }

        if (labels.Count == 0)
        {
            return null;
        }

        var (x, y) = grid.ToDimensions();
        CubeShape shape = new([x, y, new("t", DimensionType.Temporal, new(labels.Select(label => new Label(label)))), bands]);
        Cube cube = new RasterSourceCube(shape, planes);
        return (fillers.Count == 0 ? cube : new MosaicCube(cube, fillers)).Crop(window);
    }

    /// <summary>The dimension of these bands.</summary>
    internal static Dimension ToDimension(IReadOnlyList<CollectionBand> bands) => new("bands", DimensionType.Bands, new(bands.Select(band => new Label(band.Name))))
    {
        Bands = [.. bands.Select(band => new BandFact(band.Name, band.CommonName, band.Wavelength, band.Width))],
    };
}
