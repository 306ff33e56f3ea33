using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Catalog;

/// <summary>What collections need to know of a file.</summary>
/// <param name="Grid">Where its pixels lie; columns and rows from (0, 0) where it does not say.</param>
/// <param name="Tile">The tiles in which it is compressed.</param>
/// <param name="Bands">In the order of the file.</param>
/// <param name="Facts">What it says about its values.</param>
internal sealed record FileHeader(Grid Grid, (int Width, int Height) Tile, IReadOnlyList<BandInfo> Bands, RasterFacts Facts)
{
    /// <exception cref="RasterFileException">It cannot be read, or its rows are not parallel to an axis.</exception>
    internal static FileHeader Read(string path, string? variable = null)
    {
        using var file = variable is null ? RasterFile.Open(path) : RasterFile.OpenVariable(path, variable);
        var info = file.Info;
        var (a, shearX, c, shearY, e, f) = info.Georeference is { } place
            ? (place.Transform[1], place.Transform[2], place.Transform[0], place.Transform[4], place.Transform[5], place.Transform[3])
            : (1, 0, 0, 0, -1, 0);
        if (shearX != 0 || shearY != 0)
        {
            throw new RasterFileException(file.FileName, $"'{file.FileName}' is rotated against its axes; warp it with gdalwarp first.");
        }

        Grid grid = new(c, f, a, e, info.Width, info.Height, string.IsNullOrEmpty(info.Georeference?.Wkt) ? null : ReferenceSystems.Name(info.Georeference.Wkt));
        return new(info.Driver == "netCDF" && IsInDegrees(grid) ? grid with { ReferenceSystem = ReferenceSystems.LongitudeLatitude } : grid, (info.BlockWidth, info.BlockHeight), info.Bands, RasterFacts.Read(file));
    }

    /// <summary>Whether coordinates can be longitudes and latitudes: NetCDF files seldom name the system of those.</summary>
    private static bool IsInDegrees(Grid grid) => grid.ReferenceSystem is null && (grid.Left, grid.Top, grid.StepX) != (0, 0, 1)
        && grid.Left >= -360 && grid.Right <= 360 && Math.Abs(grid.Top) <= 90.5 && Math.Abs(grid.Bottom) <= 90.5;
}
