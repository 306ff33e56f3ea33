using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Graticule.Raster.Observations.Points;

/// <summary>Writes the columns of a table: first beside its place, and then under its name.</summary>
internal sealed class PointTableWriter
{
    private readonly List<PointColumnEntry> _entries = [];
    private readonly FileStream _columns;
    private readonly PointTableBuilder _rows;
    private readonly int[] _order;
    private readonly int[] _platformPlaces;
    private readonly Platform[] _platforms;

    private PointTableWriter(PointTableBuilder rows, FileStream columns)
    {
        (_rows, _columns) = (rows, columns);
        (_platforms, _platformPlaces) = InOrder(rows.Platforms);
        var codes = _platforms.Select(platform => platform.Code).Distinct(StringComparer.Ordinal).ToList();
        var places = codes.Select((code, rank) => (code, rank)).ToDictionary(StringComparer.Ordinal);
        _order = PointOrder.Sort(rows, [.. rows.Platforms.Select(platform => places[platform.Code])]);
    }

    internal static void Write(PointTableBuilder rows, string path)
    {
        var passing = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Guid.NewGuid():N}.part");
        try
        {
            using (FileStream columns = new(passing + "c", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose))
            {
                PointTableWriter writer = new(rows, columns);
                var header = writer.WriteColumns();
                using FileStream file = new(passing, FileMode.CreateNew);
                WriteHeader(file, JsonSerializer.SerializeToUtf8Bytes(header, PointTableJson.Default.PointTableHeader));
                columns.Position = 0;
                columns.CopyTo(file);
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
        Write(PointTableLayout.Latitude, InOrder(_rows.Latitudes));
        Write(PointTableLayout.Longitude, InOrder(_rows.Longitudes));
        Write(PointTableLayout.Time, InOrder(_rows.Times));
        Write(PointTableLayout.Depth, InOrder(_rows.Depths));
        Write(PointTableLayout.Platform, Array.ConvertAll(InOrder(_rows.PlatformOf), index => _platformPlaces[index]));
        WriteTexts(PlatformColumn.Code, [.. _platforms.Select(platform => platform.Code)]);
        WriteTexts(PlatformColumn.Id, [.. _platforms.Select(platform => platform.Id ?? "")]);
        WriteTexts(PlatformColumn.Type, [.. _platforms.Select(platform => platform.Type ?? "")]);
        WriteShared("device", _rows.Devices);
        WriteShared("provider", _rows.Providers);
        WriteShared("project", _rows.Projects);
        WriteShared("job", _rows.Jobs);
        WriteMeta();
        var variables = WriteValues();
        var blocks = PointBlocks.Of(InOrder(_rows.Latitudes), InOrder(_rows.Longitudes));
        Write(PointTableLayout.Blocks, blocks);
        return new() { Count = _rows.Count, Bounds = PointBlocks.Bounds(blocks, _rows.Longitudes), Variables = variables, Columns = _entries };
    }

    private List<ObservedVariable> WriteValues()
    {
        List<ObservedVariable> variables = [];
        foreach (var (variable, values) in _rows.Variables.Zip(_rows.Values))
        {
            // A variable without a value in any row is none of this table's.
            if (values.Count > 0)
            {
                variables.Add(variable);
                Write(PointTableLayout.ValuePrefix + variable.Name, Array.ConvertAll(_order, row => row < values.Count ? values[row] : double.NaN));
            }
        }

        return variables;
    }

    private void WriteMeta()
    {
        if (_rows.MetaStarts.Count == 0)
        {
            return;
        }

        var starts = CollectionsMarshal.AsSpan(_rows.MetaStarts);
        var bytes = CollectionsMarshal.AsSpan(_rows.MetaBytes);
        var (offsets, texts) = (new long[_order.Length + 1], new byte[bytes.Length]);
        for (var i = 0; i < _order.Length; i++)
        {
            var row = _order[i];
            var (start, end) = ((int)starts[row], row + 1 < starts.Length ? (int)starts[row + 1] : bytes.Length);
            bytes[start..end].CopyTo(texts.AsSpan((int)offsets[i]));
            offsets[i + 1] = offsets[i] + end - start;
        }

        Write(PointTableLayout.Meta + PointTableLayout.Offsets, offsets);
        Write(PointTableLayout.Meta + PointTableLayout.Bytes, texts);
    }

    private void WriteShared(string name, SharedTextsBuilder shared)
    {
        shared.Fill();
        if (shared.Texts.Count == 0)
        {
            return;
        }

        WriteTexts(name, shared.Texts);
        if (shared.Differs)
        {
            Write(name + PointTableLayout.Codes, InOrder(shared.Codes));
        }
    }

    private void WriteTexts(string name, IReadOnlyList<string> texts)
    {
        var offsets = new long[texts.Count + 1];
        using MemoryStream bytes = new();
        for (var i = 0; i < texts.Count; i++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(texts[i]));
            offsets[i + 1] = bytes.Length;
        }

        Write(name + PointTableLayout.Offsets, offsets);
        Write(name + PointTableLayout.Bytes, bytes.ToArray());
    }

    private void Write<T>(string name, T[] values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes<T>(values);
        _entries.Add(new(name, _columns.Position, bytes.Length, PointTableLayout.Check(bytes)));
        _columns.Write(bytes);
        _columns.Write(stackalloc byte[(int)(PointTableLayout.Aligned(bytes.Length) - bytes.Length)]);
    }

    private T[] InOrder<T>(List<T> values) => Array.ConvertAll(_order, row => values[row]);

    /// <summary>By code, id and type; and of each as it was, which place that is.</summary>
    private static (Platform[] Platforms, int[] Places) InOrder(List<Platform> platforms)
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
