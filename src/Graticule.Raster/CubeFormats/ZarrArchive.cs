using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// A Zarr store of version 2 in one zip archive, with all its metadata once more in one place (<c>.zmetadata</c>). Entries are stored as they
/// are, so that a reader can ask for the bytes of single chunks. Several threads may put chunks; each compresses its own.
/// </summary>
internal sealed class ZarrArchive : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ZipArchive _archive;
    private readonly JsonObject _metadata = [];
    private readonly ConcurrentBag<MemoryStream> _buffers = [];

    /// <param name="path">Of the archive; must not exist.</param>
    /// <param name="attributes">Of the store as a whole.</param>
    internal ZarrArchive(string path, JsonObject attributes)
    {
        _archive = new(new FileStream(path, FileMode.CreateNew), ZipArchiveMode.Create);
        Describe(".zgroup", new JsonObject { ["zarr_format"] = 2 });
        Describe(".zattrs", attributes);
    }

    /// <summary>Declares an array; before its chunks.</summary>
    internal void Add(ZarrArray array)
    {
        Describe($"{array.Name}/.zarray", array.WriteArray());
        Describe($"{array.Name}/.zattrs", array.WriteAttributes());
    }

    /// <summary>Declares an array of one chunk, and fills it.</summary>
    internal void Add(ZarrArray array, ReadOnlySpan<byte> samples)
    {
        Add(array);
        Put(array, new int[array.Shape.Count], samples);
    }

    /// <summary>Adds a chunk.</summary>
    /// <param name="array">Was added.</param>
    /// <param name="place">Of the chunk among chunks, along each dimension.</param>
    /// <param name="samples">The whole chunk, also where it reaches beyond the array.</param>
    internal void Put(ZarrArray array, IReadOnlyList<int> place, ReadOnlySpan<byte> samples)
    {
        var key = place.Count == 0 ? "0" : string.Join('.', place.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        if (array.Level is not { } level)
        {
            Write($"{array.Name}/{key}", samples);
            return;
        }

        var buffer = _buffers.TryTake(out var free) ? free : new MemoryStream();
        buffer.SetLength(0);
        using (var deflate = new ZLibStream(buffer, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
        {
            deflate.Write(samples);
        }

        Write($"{array.Name}/{key}", buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        _buffers.Add(buffer);
    }

    /// <summary>Writes the metadata of everything that was added; nothing can be added after it.</summary>
    internal void Finish()
    {
        var all = new JsonObject { ["zarr_consolidated_format"] = 1, ["metadata"] = _metadata };
        Write(".zmetadata", System.Text.Encoding.UTF8.GetBytes(all.ToJsonString()));
        Dispose();
    }

    public void Dispose() => _archive.Dispose();

    private void Describe(string key, JsonObject metadata)
    {
        Write(key, System.Text.Encoding.UTF8.GetBytes(metadata.ToJsonString()));
        _metadata[key] = metadata;
    }

    private void Write(string key, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            using var entry = _archive.CreateEntry(key, CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }
    }
}
