using System.Buffers.Binary;
using System.IO.Compression;

namespace Graticule.Raster.Tables;

/// <summary>
/// Writes a table as an Apache Parquet file, row by row. Groups of rows are held in memory until they are full; the file is whole only after
/// <see cref="Finish"/>. One thread uses it at a time.
/// </summary>
public sealed class ParquetFile : IDisposable
{
    /// <summary>Most rows of a group.</summary>
    public const int GroupRows = 131_072;

    /// <summary>Bytes of values after which a group is full.</summary>
    public const long GroupBytes = 32 << 20;

    private static readonly byte[] Mark = "PAR1"u8.ToArray();

    private readonly FileStream _file;
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly bool _isCompressed;
    private readonly List<ParquetColumn> _open;
    private readonly List<IReadOnlyList<ParquetChunk>> _groups = [];

    /// <param name="path">Of the file; must not exist.</param>
    /// <param name="columns">At least one, with names that differ.</param>
    /// <param name="isCompressed">Whether pages are compressed (gzip).</param>
    /// <exception cref="ArgumentException">There are no columns, or two have the same name.</exception>
    public ParquetFile(string path, IReadOnlyList<TableColumn> columns, bool isCompressed = true)
    {
        if (columns.Count == 0 || columns.DistinctBy(column => column.Name, StringComparer.Ordinal).Count() < columns.Count)
        {
            throw new ArgumentException("A table has at least one column, and no two columns of the same name.", nameof(columns));
        }

        (_columns, _isCompressed) = (columns, isCompressed);
        _open = [.. columns.Select(column => new ParquetColumn(column))];
        _file = new(path, FileMode.CreateNew);
        _file.Write(Mark);
    }

    /// <summary>What the file says of itself as a whole, by name, such as <c>geo</c> of GeoParquet; written at the end.</summary>
    public Dictionary<string, string> Facts { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="values">One for each column, of its type, or null.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns, or one is not of the type of its column.</exception>
    public void Add(params ReadOnlySpan<object?> values)
    {
        if (values.Length != _open.Count)
        {
            throw new ArgumentException($"The table has {_open.Count} columns and the row {values.Length} values.", nameof(values));
        }

        var held = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            _open[i].Add(values[i]);
            held += _open[i].Bytes;
        }

        Rows++;
        if (_open[0].Rows >= GroupRows || held >= GroupBytes)
        {
            WriteGroup();
        }
    }

    /// <summary>Writes what is still in memory, and the metadata.</summary>
    public void Finish()
    {
        if (_open[0].Rows > 0)
        {
            WriteGroup();
        }

        var footer = ParquetFooter.Write(_columns, _groups, Facts, _isCompressed);
        _file.Write(footer);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        _file.Write(length);
        _file.Write(Mark);
        Dispose();
    }

    public void Dispose() => _file.Dispose();

    private void WriteGroup()
    {
        var chunks = _open.ConvertAll(column =>
        {
            var page = column.ToPage();
            var stored = _isCompressed ? Compress(page) : page;
            var (header, offset) = (ParquetFooter.PageHeader(column.Rows, page.Length, stored.Length), _file.Position);
            _file.Write(header);
            _file.Write(stored);
            return new ParquetChunk(column.Column, column.Rows, column.Nulls, column.Range, offset, header.Length + page.Length, header.Length + stored.Length);
        });
        _groups.Add(chunks);
        _open.ForEach(column => column.Clear());
    }

    private static byte[] Compress(byte[] page)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest))
        {
            gzip.Write(page);
        }

        return stored.ToArray();
    }
}
