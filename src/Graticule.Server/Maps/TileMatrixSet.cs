using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>
/// A pyramid of square tiles of 256 x 256 pixels, each level with half the pixel size of the one before (OGC 17-083r4, annex D). Rows are
/// counted from the north.
/// </summary>
/// <param name="Name">Identifier.</param>
/// <param name="Crs">Of the boxes; x is first in both.</param>
/// <param name="Urn">The CRS as WMTS writes it.</param>
/// <param name="ScaleSet">Well-known scale set (OGC 07-057r7, annex E).</param>
/// <param name="Left">Western edge, in units of the CRS.</param>
/// <param name="Top">Northern edge.</param>
/// <param name="Span">Side of a tile at level 0.</param>
/// <param name="Across">Columns at level 0; there is one row.</param>
/// <param name="Scale">Scale denominator at level 0, for pixels of 0.28 mm.</param>
/// <param name="Levels">Number of levels.</param>
internal sealed record TileMatrixSet(
    string Name, string Crs, string Urn, string ScaleSet, double Left, double Top, double Span, int Across, double Scale, int Levels)
{
    /// <summary>Pixels along a side of a tile.</summary>
    public const int Side = 256;

    public static TileMatrixSet WebMercatorQuad { get; } = new(
        "WebMercatorQuad", CrsName.WebMercator, "urn:ogc:def:crs:EPSG::3857", "urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible",
        -WebMercator.Edge, WebMercator.Edge, 2 * WebMercator.Edge, 1, 559082264.0287178, 25);

    public static TileMatrixSet WorldCrs84Quad { get; } = new(
        "WorldCRS84Quad", CrsName.Crs84, "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:wkss:OGC:1.0:GoogleCRS84Quad",
        -180, 90, 180, 2, 279541132.0143589, 24);

    public static IReadOnlyList<TileMatrixSet> All { get; } = [WebMercatorQuad, WorldCrs84Quad];

    /// <summary>Null for a name that is none. The first one is known by an older name too.</summary>
    public static TileMatrixSet? Find(string name) => name switch
    {
        "WebMercatorQuad" or "GoogleMapsCompatible" => WebMercatorQuad,
        "WorldCRS84Quad" => WorldCrs84Quad,
        _ => null,
    };

    public long Columns(int level) => (long)Across << level;

    public static long Rows(int level) => 1L << level;

    public double ScaleOf(int level) => Scale / (1L << level);

    public Box BoxOf(int level, long column, long row)
    {
        var span = Span / (1L << level);
        return new(Left + (column * span), Top - ((row + 1) * span), Left + ((column + 1) * span), Top - (row * span));
    }

    /// <summary>First and last column and row of the tiles that a box touches.</summary>
    public (long FirstColumn, long LastColumn, long FirstRow, long LastRow) Limits(int level, Box box)
    {
        // A box that ends on an edge does not touch the next tile.
        const double Slack = 1e-9;
        var span = Span / (1L << level);
        var (columns, rows) = (Columns(level) - 1, Rows(level) - 1);
        return (
            Clamp(Math.Floor(((box.MinX - Left) / span) + Slack), columns),
            Clamp(Math.Ceiling(((box.MaxX - Left) / span) - Slack) - 1, columns),
            Clamp(Math.Floor(((Top - box.MaxY) / span) + Slack), rows),
            Clamp(Math.Ceiling(((Top - box.MinY) / span) - Slack) - 1, rows));
    }

    /// <summary>Bounds of a file in this pyramid's CRS; null when nothing of it is inside.</summary>
    public Box? BoundsOf(LayerInfo info)
    {
        if (info.GeographicBounds is not { } degrees)
        {
            return null;
        }

        return Crs == CrsName.WebMercator ? WebMercator.Project(degrees) : degrees;
    }

    private static long Clamp(double value, long last) => (long)Math.Clamp(value, 0, last);
}
