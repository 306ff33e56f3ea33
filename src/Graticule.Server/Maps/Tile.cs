using System.Globalization;

namespace Graticule.Server.Maps;

/// <summary>One place in a pyramid.</summary>
internal readonly record struct Tile(TileMatrixSet Set, int Level, long Column, long Row)
{
    /// <summary>Reads the three numbers; faults, with the names of the parameters, go into the query.</summary>
    /// <param name="query">Where faults go.</param>
    /// <param name="set">The pyramid.</param>
    /// <param name="level">Number of the level.</param>
    /// <param name="column">Number of the column, from the west.</param>
    /// <param name="row">Number of the row, from the north.</param>
    /// <param name="names">What the caller knows the three as.</param>
    public static Tile Read(MapQuery query, TileMatrixSet set, string level, string column, string row, (string Level, string Column, string Row) names)
    {
        var z = (int)ReadNumber(query, level, set.Levels - 1, names.Level, "InvalidParameterValue");
        var x = ReadNumber(query, column, set.Columns(z) - 1, names.Column, "TileOutOfRange");
        var y = ReadNumber(query, row, TileMatrixSet.Rows(z) - 1, names.Row, "TileOutOfRange");
        return new(set, z, x, y);
    }

    /// <summary>The picture of this tile.</summary>
    /// <param name="source">The file.</param>
    /// <param name="look">How it is drawn.</param>
    /// <param name="side">Pixels along a side.</param>
    public Raster.Rendering.MapRequest Ask(MapSource source, Look look, int side = TileMatrixSet.Side) =>
        look.Ask(source, Set.Crs, Set.BoxOf(Level, Column, Row), side, side);

    private static long ReadNumber(MapQuery query, string text, long last, string name, string code)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= last)
        {
            return value;
        }

        query.Add(code, string.Create(CultureInfo.InvariantCulture, $"'{MapQuery.Short(text)}' is no {name} here; it must be a whole number from 0 to {last}."), name);
        return 0;
    }
}
