using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Graticule.Raster.Observations.Points;

/// <summary>Writes the columns of a table: first beside its place, and then under its name.</summary>
internal sealed class PointTableWriter
{
    private const int ChunkRows = 1 << 15;

    private readonly List<PointColumnEntry> _entries = [];
    private readonly FileStream _file;
    private readonly PointColumns _columns;

    private PointTableWriter(PointColumns columns, FileStream file) => (_columns, _file) = (columns, file);

    /// <summary>Writes a table; it appears under its name whole or not at all.</summary>
    internal static void Write(PointColumns columns, string path)
    {
        var passing = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Guid.NewGuid():N}.part");
        try
        {
            using (FileStream values = new(passing + "c", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose))
            {
                var header = new PointTableWriter(columns, values).WriteColumns();
                using FileStream file = new(passing, FileMode.CreateNew);
                WriteHeader(file, JsonSerializer.SerializeToUtf8Bytes(header, PointTableJson.Default.PointTableHeader));
                values.Position = 0;
                values.CopyTo(file, 1 << 20);
                file.Flush(flushToDisk: true);
            }

            File.Move(passing, path, overwrite: true);
        }
        finally
        {
            File.Delete(passing);
        }
    }

    private PointTableHeader WriteColumns()
    {
        WriteRows(PointTableLayout.Latitude, _columns.Latitude);
        WriteRows(PointTableLayout.Longitude, _columns.Longitude);
        WriteRows(PointTableLayout.Time, _columns.Time);
        WriteRows(PointTableLayout.Depth, _columns.Depth);
        WritePlatforms();
        foreach (var (name, text) in _columns.Shared)
        {
            WriteShared(name, text);
        }

        WriteMeta();
        foreach (var (variable, value) in _columns.Values)
        {
            WriteRows(PointTableLayout.ValuePrefix + variable.Name, value);
        }

        var blocks = PointBlocks.Of(_columns);
        Write<double>(PointTableLayout.Blocks, blocks);
        return new()
        {
            Count = _columns.Count,
            Bounds = PointBlocks.Bounds(blocks, _columns),
            Variables = [.. _columns.Values.Select(value => value.Variable)],
            Columns = _entries,
        };
    }

    private void WritePlatforms()
    {
        var (platforms, places) = InOrder(_columns.Platforms);
        WriteRows(PointTableLayout.Platform, row => places[_columns.Platform(row)]);
        WriteTexts(PlatformColumn.Code, [.. platforms.Select(platform => platform.Code)]);
        WriteTexts(PlatformColumn.Id, [.. platforms.Select(platform => platform.Id ?? "")]);
        WriteTexts(PlatformColumn.Type, [.. platforms.Select(platform => platform.Type ?? "")]);
    }

    private void WriteMeta()
    {
        if (_columns.Meta is not { } meta)
        {
            return;
        }

        var end = 0L;
        WriteRows(PointTableLayout.Meta + PointTableLayout.Offsets, row =>
        {
            end += row == 0 ? 0 : meta(row - 1).Length;
            return end;
        }, _columns.Count + 1);
        var (start, check) = (_file.Position, uint.MaxValue);
        List<byte> chunk = [];
        for (var row = 0; row < _columns.Count; row++)
        {
            chunk.AddRange(meta(row));
            if (chunk.Count >= ChunkRows)
            {
                var whole = chunk.Count & ~7;
                check = Put(CollectionsMarshal.AsSpan(chunk)[..whole], check);
                chunk.RemoveRange(0, whole);
            }
        }

        check = Put(CollectionsMarshal.AsSpan(chunk), check);
        End(PointTableLayout.Meta + PointTableLayout.Bytes, start, check);
    }

    private void WriteShared(string name, Func<int, string?> text)
    {
        SharedTextsBuilder shared = new();
        for (var row = 0; row < _columns.Count; row++)
        {
            shared.Add(text(row));
        }

        if (shared.Texts.Count == 0)
        {
            return;
        }

        WriteTexts(name, shared.Texts);
        if (shared.Differs)
        {
            Write<int>(name + PointTableLayout.Codes, CollectionsMarshal.AsSpan(shared.Codes));
        }
    }

    private void WriteTexts(string name, List<string> texts)
    {
        var offsets = new long[texts.Count + 1];
        using MemoryStream bytes = new();
        for (var i = 0; i < texts.Count; i++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(texts[i]));
            offsets[i + 1] = bytes.Length;
        }

        Write<long>(name + PointTableLayout.Offsets, offsets);
        Write<byte>(name + PointTableLayout.Bytes, bytes.ToArray());
    }

    private void WriteRows<T>(string name, Func<int, T> value)
        where T : unmanaged => WriteRows(name, value, _columns.Count);

    /// <summary>A column, a chunk at a time.</summary>
    private void WriteRows<T>(string name, Func<int, T> value, int count)
        where T : unmanaged
    {
        var (start, check) = (_file.Position, uint.MaxValue);
        var chunk = new T[Math.Min(count, ChunkRows)];
        for (var first = 0; first < count; first += chunk.Length)
        {
            var rows = chunk.AsSpan(0, Math.Min(chunk.Length, count - first));
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = value(first + i);
            }

            check = Put(MemoryMarshal.AsBytes(rows), check);
        }

        End(name, start, check);
    }

    private void Write<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var start = _file.Position;
        End(name, start, Put(MemoryMarshal.AsBytes(values), uint.MaxValue));
    }

    private uint Put(ReadOnlySpan<byte> bytes, uint check)
    {
        _file.Write(bytes);
        return PointTableLayout.Check(check, bytes);
    }

    private void End(string name, long start, uint check)
    {
        var length = _file.Position - start;
        _entries.Add(new(name, start, length, ~check));
        _file.Write(stackalloc byte[(int)(PointTableLayout.Aligned(length) - length)]);
    }

    /// <summary>By code, id and type; and of each as it was, which place that is.</summary>
    private static (Platform[] Platforms, int[] Places) InOrder(IReadOnlyList<Platform> platforms)
    {
        int[] order =
        [
            .. Enumerable.Range(0, platforms.Count).OrderBy(i => platforms[i].Code, StringComparer.Ordinal)
                .ThenBy(i => platforms[i].Id, StringComparer.Ordinal).ThenBy(i => platforms[i].Type, StringComparer.Ordinal),
        ];
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            places[order[i]] = i;
        }

        return (Array.ConvertAll(order, i => platforms[i]), places);
    }

    private static void WriteHeader(FileStream file, byte[] header)
    {
        Span<byte> prefix = stackalloc byte[PointTableLayout.PrefixLength];
        PointTableLayout.Mark.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[8..], header.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix[12..], PointTableLayout.Check(header));
        file.Write(prefix);
        file.Write(header);
        var end = PointTableLayout.PrefixLength + (long)header.Length;
        file.Write(stackalloc byte[(int)(PointTableLayout.Aligned(end) - end)]);
    }
}
