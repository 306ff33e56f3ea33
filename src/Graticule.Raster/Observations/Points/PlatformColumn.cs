namespace Graticule.Raster.Observations.Points;

/// <summary>The platforms of a table, and which of them a row has.</summary>
internal sealed class PlatformColumn(MappedColumns columns, int rows)
{
    internal const string Code = "platform.code";
    internal const string Id = "platform.id";
    internal const string Type = "platform.type";

    private readonly Lazy<Platform[]> _all = new(() => ReadAll(columns));
    private string[]? _codes;

    internal Platform[] All => _all.Value;

    internal IReadOnlyList<string> Codes =>
        _codes ??= [.. All.Select(platform => platform.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal ReadOnlySpan<int> Indexes => columns.Read<int>(PointTableLayout.Platform, rows);

    internal int IndexOf(int row)
    {
        var index = Indexes[row];
        return (uint)index < (uint)All.Length ? index : throw columns.Damaged("a row has a platform that is not in it");
    }

    private static Platform[] ReadAll(MappedColumns columns)
    {
        TextColumn codes = new(columns, Code);
        TextColumn ids = new(columns, Id);
        TextColumn types = new(columns, Type);
        var all = new Platform[codes.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new(codes[i] ?? Platform.UnknownCode, ids[i], types[i]);
        }

        return all;
    }
}
