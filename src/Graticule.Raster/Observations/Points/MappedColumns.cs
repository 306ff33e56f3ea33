using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text.Json;

namespace Graticule.Raster.Observations.Points;

/// <summary>The columns of a table's file, mapped into memory.</summary>
internal sealed unsafe class MappedColumns : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly Dictionary<string, PointColumnEntry> _entries;
    private readonly byte* _start;
    private volatile bool _isDisposed;

    private MappedColumns(string path, PointTableHeader header, long start, long length)
    {
        (Path, Header) = (path, header);
        _entries = header.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        if (length == start)
        {
            return;
        }

        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* view = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref view);
        _start = view + _view.PointerOffset + start;
    }

    internal string Path { get; }

    internal PointTableHeader Header { get; }

    internal static MappedColumns Open(string path)
    {
        try
        {
            var (header, start, length) = ReadHeader(path);
            return new(path, header, start, length);
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ObservationFileException(path, "cannot be opened as a table of points", fault);
        }
    }

    internal bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>A column as long as it is.</summary>
    internal ReadOnlySpan<T> Read<T>(string name)
        where T : unmanaged => Read<T>(name, Entry(name).Length / sizeof(T));

    /// <summary>A column of so many values.</summary>
    /// <exception cref="ObservationFileException">It is absent, or has another length.</exception>
    internal ReadOnlySpan<T> Read<T>(string name, long count)
        where T : unmanaged
    {
        var entry = Entry(name);
        return entry.Length == count * sizeof(T) && count <= int.MaxValue
            ? new(_start + entry.Offset, (int)count)
            : throw Damaged($"its column '{name}' has another length than its rows need");
    }

    internal void Verify()
    {
        foreach (var entry in Header.Columns)
        {
            if (PointTableLayout.Check(Read<byte>(entry.Name)) != entry.Check)
            {
                throw Damaged($"the bytes of its column '{entry.Name}' have changed");
            }
        }
    }

    internal ObservationFileException Damaged(string how) => new(Path, $"is a damaged table of points: {how}");

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _view?.SafeMemoryMappedViewHandle.ReleasePointer();
            _view?.Dispose();
            _file?.Dispose();
        }
    }

    private static (PointTableHeader Header, long Start, long Length) ReadHeader(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        Span<byte> prefix = stackalloc byte[PointTableLayout.PrefixLength];
        if (RandomAccess.Read(file, prefix, 0) < prefix.Length || !prefix.StartsWith(PointTableLayout.Mark))
        {
            throw new ObservationFileException(path, "is no table of points");
        }

        var size = BinaryPrimitives.ReadInt32LittleEndian(prefix[8..]);
        var start = PointTableLayout.Aligned(PointTableLayout.PrefixLength + (long)size);
        if (size is <= 0 or > PointTableLayout.MostHeader || start > length)
        {
            throw new ObservationFileException(path, "is a table of points that is cut off within its header");
        }

        var bytes = new byte[size];
        RandomAccess.Read(file, bytes, PointTableLayout.PrefixLength);
        if (PointTableLayout.Check(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(prefix[12..]))
        {
            throw new ObservationFileException(path, "is a damaged table of points: the bytes of its header have changed");
        }

        var header = JsonSerializer.Deserialize(bytes, PointTableJson.Default.PointTableHeader)!;
        var end = header.Columns.Max(column => column.Offset + column.Length);
        return header.Count >= 0 && header.Columns.All(column => column is { Offset: >= 0, Length: >= 0 } && column.Offset % 8 == 0) && start + end <= length
            ? (header, start, length)
            : throw new ObservationFileException(path, "is a table of points that is cut off: it is shorter than its columns");
    }

    private PointColumnEntry Entry(string name)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _entries.GetValueOrDefault(name) ?? throw Damaged($"it has no column '{name}'");
    }
}
