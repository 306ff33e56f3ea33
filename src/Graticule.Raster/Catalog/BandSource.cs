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
    /// <summary>Null where pixels have to be resampled.</summary>
    internal (int Column, int Row, int Factor)? Fit { get; private init; }

    /// <summary>Cells of the grid that it may cover.</summary>
    internal Window Cells { get; private init; }

    /// <exception cref="RasterFileException">The file is not there; or it had to be read and cannot be.</exception>
    internal static BandSource Of(Collection collection, CollectionAsset asset, AssetBand band, Grid target)
    {
        var path = collection.FindFile(asset.Href) ?? throw new RasterFileException(
            System.IO.Path.GetFileName(asset.Href), $"'{asset.Href}' of the collection '{collection.Id}' is not there any more; scan the collection again.");
        if (asset.Grid is not { } grid || asset.Tile == default || band.Type is not { } type)
        {
            var header = FileHeader.Read(path, asset.Variable);
            var info = band.Number >= 1 && band.Number <= header.Bands.Count ? header.Bands[band.Number - 1] : throw new RasterFileException(
                System.IO.Path.GetFileName(path), $"'{asset.Href}' has {header.Bands.Count} bands and not a band {band.Number}.");
            return Fitted(new(path, asset.Variable, header.Grid, header.Tile, band.Number, info.Type, band.NoData ?? info.NoData), target);
        }

        return Fitted(new(path, asset.Variable, grid, asset.Tile, band.Number, type, band.NoData), target);
    }

    /// <summary>A band of any file, on its own grid.</summary>
    internal static BandSource Of(string path, string? variable, FileHeader header, int number) =>
        Fitted(new(path, variable, header.Grid, header.Tile, number, header.Bands[number - 1].Type, header.Bands[number - 1].NoData), header.Grid);

    internal bool Touches(Window window) =>
        Cells.Column < window.Column + window.Width && window.Column < Cells.Column + Cells.Width
        && Cells.Row < window.Row + window.Height && window.Row < Cells.Row + Cells.Height;

    internal RasterPart ToPart() => new(Path, Number, Grid.Width, Grid.Height, Type)
    {
        Variable = Variable,
        NoData = NoData,
        Column = Fit!.Value.Column,
        Row = Fit.Value.Row,
        Factor = Fit.Value.Factor,
        Tile = Tile,
    };

    internal MosaicCube.Filler ToFiller(int plane, Grid target)
    {
        var (x, y) = Grid.ToDimensions();
        var part = this with { Fit = (0, 0, 1) };
        return new(plane, AlignedCube.To(new RasterSourceCube(new([x, y]), [[part.ToPart()]]), target, AlignedCube.Nearest), Cells);
    }

    private static BandSource Fitted(BandSource source, Grid target) => GridFit.Of(source.Grid, target) is { } fit
        ? source with { Fit = fit, Cells = new(fit.Column, fit.Row, source.Grid.Width * fit.Factor, source.Grid.Height * fit.Factor) }
        : source with { Cells = GridFit.Cover(source.Grid, target) };
}
