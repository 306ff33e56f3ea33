using Graticule.Raster.Tables;

namespace Graticule.Raster.Observations.Points;

/// <summary>The platforms of the rows of a Parquet table: of a map or structure of code, id and type, of columns of these names, or of the folders.</summary>
internal sealed class ParquetPlatforms
{
    private readonly ParquetTable _table;
    private readonly (ParquetLeaf Key, ParquetLeaf Value)? _map;
    private readonly ParquetLeaf? _text;
    private readonly ParquetLeaf? _code;
    private readonly ParquetLeaf? _id;
    private readonly ParquetLeaf? _type;
    private readonly string? _folderCode;
    private readonly Dictionary<(string?, string?, string?), Platform> _known = [];

    internal ParquetPlatforms(ParquetTable table, IReadOnlyDictionary<ColumnRole, ParquetLeaf> leaves, IReadOnlyDictionary<string, string> folders)
    {
        _table = table;
        _map = table.FindMap("platform");
        _text = Bytes(leaves.GetValueOrDefault(ColumnRole.Platform));
        _code = Bytes(leaves.GetValueOrDefault(ColumnRole.PlatformCode) ?? table.Find("platform.code"));
        _id = Bytes(leaves.GetValueOrDefault(ColumnRole.PlatformId) ?? table.Find("platform.id"));
        _type = Bytes(leaves.GetValueOrDefault(ColumnRole.PlatformType) ?? table.Find("platform.type"));
        _folderCode = folders.GetValueOrDefault("platform_code");
    }

    /// <summary>By row.</summary>
    internal Func<int, Platform> Read(int group)
    {
        var map = _map is { } found ? _table.ReadMap(group, found) : null;
        var (texts, codes, ids, types) = (Texts(group, _text), Texts(group, _code), Texts(group, _id), Texts(group, _type));
        return row =>
        {
            var told = Platform.Of(texts?[row]);
            var (code, id, type) = (codes?[row], ids?[row] ?? told.Id, types?[row]);
            foreach (var (key, value) in map?[row] ?? [])
            {
                (code, id, type) = key switch { "code" => (value ?? code, id, type), "id" => (code, value ?? id, type), "type" => (code, id, value ?? type), _ => (code, id, type) };
            }

            return Known(code ?? (told.Code != Platform.UnknownCode ? told.Code : _folderCode), id, type);
        };
    }

    private Platform Known(string? code, string? id, string? type)
    {
        if (!_known.TryGetValue((code, id, type), out var platform))
        {
            platform = new(code ?? Platform.UnknownCode, id, type);
            _known.Add((code, id, type), platform);
        }

        return platform;
    }

    private string?[]? Texts(int group, ParquetLeaf? leaf) => leaf is null ? null : _table.ReadTexts(group, leaf);

    private static ParquetLeaf? Bytes(ParquetLeaf? leaf) => leaf is { IsBytes: true, MostRepetition: 0 } ? leaf : null;
}
