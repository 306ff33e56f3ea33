using System.Text;

namespace Graticule.Raster.Observations.Points;

/// <summary>Texts of a table, one after the other: where each begins, and their bytes.</summary>
internal sealed class TextColumn(MappedColumns columns, string name)
{
    private readonly string _offsets = name + PointTableLayout.Offsets;
    private readonly string _bytes = name + PointTableLayout.Bytes;

    internal bool Exists => columns.Has(_offsets);

    internal int Count => columns.Read<long>(_offsets).Length - 1;

    /// <summary>Null for an empty one.</summary>
    internal string? this[int index] => BytesOf(index) is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes) : null;

    internal ReadOnlySpan<byte> BytesOf(int index)
    {
        var offsets = columns.Read<long>(_offsets);
        var bytes = columns.Read<byte>(_bytes);
        var (start, end) = (offsets[index], offsets[index + 1]);
        return start < 0 || end < start || end > bytes.Length
            ? throw columns.Damaged($"the texts of its column '{name}' do not lie one after the other")
            : bytes[(int)start..(int)end];
    }
}
