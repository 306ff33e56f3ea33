using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>A band of a file, and how it lies in a grid.</summary>
/// <param name="Path">The file.</param>
/// <param name="Variable">Of a NetCDF file with several.</param>
/// <param name="Grid">The file's own grid.</param>
/// <param name="Tile">The file's own tiles.</param>
/// <param name="Number">The band's number.</param>
/// <param name="Type">Type of its samples.</param>
/// <param name="NoData">Its nodata.</param>
internal sealed record BandSource(string Path, string? Variable, Grid Grid, (int Width, int Height) Tile, int Number, PixelType Type, double? NoData)
{
    private GridFit? _fit;
    private Window _cells;

    /// <summary>Whether pixels have to be resampled.</summary>
    internal bool IsElsewhere => _fit is null;

    /// <exception cref="RasterFileException">The file is not there; or it had to be read and cannot be.</exception>
    internal static BandSource Of(Collection collection, CollectionAsset asset, AssetBand band)
    {
        var name = System.IO.Path.GetFileName(asset.Href);
        var path = collection.FindFile(asset.Href) ?? throw new RasterFileException(
            name, $"'{asset.Href}' of the collection '{collection.Id}' is not there any more; scan the collection again.");
        if (asset.Grid is { } grid && asset.Tile != default && band.Type is { } type)
        {
            return new(path, asset.Variable, grid, asset.Tile, band.Number, type, band.NoData);
        }

        var header = FileHeader.Read(path, asset.Variable);
        var info = band.Number >= 1 && band.Number <= header.Bands.Count
            ? header.Bands[band.Number - 1]
            : throw new RasterFileException(name, $"'{asset.Href}' has {header.Bands.Count} bands and not a band {band.Number}.");
        return new(path, asset.Variable, header.Grid, header.Tile, band.Number, info.Type, band.NoData ?? info.NoData);
    }

    /// <exception cref="GdalException">There is no way from the file's reference system to the grid's.</exception>
    internal BandSource On(Grid target)
    {
        var fit = GridFit.Of(Grid, target);
        return this with { _fit = fit, _cells = fit?.Cells(Grid.Width, Grid.Height) ?? GridFit.Cover(Grid, target) };
    }

    internal bool Touches(Window window) =>
        _cells.Column < window.Column + window.Width && window.Column < _cells.Column + _cells.Width
        && _cells.Row < window.Row + window.Height && window.Row < _cells.Row + _cells.Height;

    internal RasterPart ToPart() => ToPart(_fit!.Value);

    internal MosaicCube.Filler ToFiller(int plane, Grid target)
    {
        var (x, y) = Grid.ToDimensions();
        RasterSourceCube cube = new(new([x, y]), [[ToPart(new(0, 0, 1, 1, 0, 0))]]);
        return new(plane, AlignedCube.To(cube, target, AlignedCube.Nearest), _cells);
    }

    private RasterPart ToPart(GridFit fit) => new(Path, Number, Grid.Width, Grid.Height, Type, fit) { Variable = Variable, NoData = NoData, Tile = Tile };
}
