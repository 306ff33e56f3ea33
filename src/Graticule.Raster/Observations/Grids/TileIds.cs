using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Graticule.Raster.Observations.Grids;

/// <summary>What a dimension of a file is to its observations.</summary>
internal enum TileRole
{
    /// <summary>None: the tile of its first steps is meant.</summary>
    Other,
    Time,
    Row,
    Column,
}

/// <summary>A dimension of a file.</summary>
internal readonly record struct TileDimension(string Name, long Size, TileRole Role);

/// <summary>
/// Identifiers of observations as Apache SDAP makes them: files are cut into tiles along their dimensions, a tile is named by a UUID of version 3 (RFC 9562)
/// over the data set, the file, the variables and the part of the file, and an observation by its tile and its place in it.
/// </summary>
internal sealed class TileIds
{
    /// <summary>The name space of domain names (RFC 9562, section 6.6), bytes in their order.</summary>
    private static readonly byte[] DomainNames = Convert.FromHexString("6ba7b8109dad11d180b400c04fd430c8");

    private readonly string _prefix;
    private readonly IReadOnlyList<(TileDimension Dimension, long Step)> _dimensions;
    private readonly Dictionary<(long, long, long), string> _tiles = [];

    /// <summary>The dimension of each role and its step; a step of 0: there is none.</summary>
    private readonly (TileDimension Dimension, long Step)[] _byRole;

    /// <param name="dataset">Whose file it is, with its variables and the steps of its tiles.</param>
    /// <param name="granule">Base name of the file.</param>
    /// <param name="dimensions">All that arrays of the file lie along.</param>
    internal TileIds(ObservationDataset dataset, string granule, IEnumerable<TileDimension> dimensions)
    {
        var names = dataset.Layout.Variables is { Count: > 0 } given ? given : [.. dataset.Variables.Select(variable => variable.Name)];
        IsSingle = names.Count == 1;
        _prefix = dataset.Id + granule + (IsSingle ? Quoted(names[0]) : $"[{string.Join(", ", names.Select(Quoted))}]");
        _dimensions =
        [
            .. dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)
                .Select(dimension => (dimension, dataset.Layout.Slices.TryGetValue(dimension.Name, out var step) && step > 0 ? Math.Min(step, dimension.Size) : dimension.Size)),
        ];
        _byRole = [.. Enum.GetValues<TileRole>().Select(role => _dimensions.FirstOrDefault(entry => entry.Dimension.Role == role))];
    }

    /// <summary>Whether tiles have one variable; places in those of several are written in another way.</summary>
    internal bool IsSingle { get; }

    /// <summary>The part of a dimension that the tile of one of its steps covers.</summary>
    internal (long Start, long End) Extent(TileRole role, long index) =>
        _byRole[(int)role] is { Step: > 0 } found ? Extent(found.Dimension, found.Step, index) : (0, 1);

    /// <summary>The identifier of the tile that holds a step of time, a row and a column.</summary>
    internal string Tile(long time, long row, long column)
    {
        var key = (Extent(TileRole.Time, time).Start, Extent(TileRole.Row, row).Start, Extent(TileRole.Column, column).Start);
        if (!_tiles.TryGetValue(key, out var tile))
        {
            var parts = _dimensions.Select(entry =>
            {
                var index = entry.Dimension.Role switch { TileRole.Time => time, TileRole.Row => row, TileRole.Column => column, _ => 0 };
                var (start, end) = Extent(entry.Dimension, entry.Step, index);
                return string.Create(CultureInfo.InvariantCulture, $"{entry.Dimension.Name}:{start}:{end}");
            });
            _tiles[key] = tile = Uuid(_prefix + string.Join(',', parts));
        }

        return tile;
    }

    /// <summary>The identifier of an observation in a tile.</summary>
    internal string Of(string tile, long a, long b, long c)
    {
        if (IsSingle)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{tile}[[{a}, {b}, {c}]]");
        }

        // As numpy prints arrays: all as wide as the widest.
        var width = Math.Max(Math.Max(Width(a), Width(b)), Width(c));
        return $"{tile}[[{Padded(a)} {Padded(b)} {Padded(c)}]]";

        string Padded(long number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width);
    }

    /// <summary>The UUID of version 3 of a name in the name space of domain names.</summary>
    internal static string Uuid(string name)
    {
#pragma warning disable CA5351, S4790 // A digest that names, not one that protects.
        var hash = MD5.HashData([.. DomainNames, .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5351, S4790
        hash[6] = (byte)((hash[6] & 0x0F) | 0x30);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }

    private static int Width(long number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static (long Start, long End) Extent(TileDimension dimension, long step, long index)
    {
        var start = step == 0 ? 0 : index / step * step;
        return (start, Math.Min(start + step, dimension.Size));
    }

    /// <summary>A text as Python's json module writes it: whatever is not ASCII escaped.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                < ' ' or > '~' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
