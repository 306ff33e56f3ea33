using System.IO.Compression;

namespace Graticule.Raster.Tables;

/// <summary>Unpacks pages, by the format's numbers of compressions.</summary>
internal static class ParquetCodec
{
    private static readonly string[] Names = ["none", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"];

    /// <param name="codec">Number of the compression.</param>
    /// <param name="packed">The page as it is in the file.</param>
    /// <param name="length">Bytes that it unpacks to, as its header says.</param>
    /// <exception cref="ParquetException">The page is damaged, or its compression is not read.</exception>
    internal static byte[] Unpack(int codec, ReadOnlySpan<byte> packed, int length)
    {
        switch (codec)
        {
            case 0 when packed.Length == length:
                return packed.ToArray();
            case 1 when length <= (packed.Length * Snappy.MostGrowth) + 64:
                var unpacked = new byte[length];
                Snappy.Unpack(packed, unpacked);
                return unpacked;
            case 7 when length <= (packed.Length * Lz4Block.MostGrowth) + 64:
                unpacked = new byte[length];
                Lz4Block.Unpack(packed, unpacked);
                return unpacked;
            case 2:
                using (var stream = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress))
                {
                    return ReadAll(stream, length);
                }

            case 4:
                using (var stream = new BrotliStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress))
                {
                    return ReadAll(stream, length);
                }

            case 0 or 1 or 7:
                throw new ParquetException("is damaged: a page has another length than its header says");
            default:
                var name = codec > 0 && codec < Names.Length ? Names[codec] : FormattableString.Invariant($"number {codec}");
                throw new ParquetException($"is compressed with {name}; files that are not compressed, or with SNAPPY, GZIP, BROTLI or LZ4_RAW, are read");
        }
    }

    /// <summary>Takes memory as the bytes come, and not as the header claims.</summary>
    private static byte[] ReadAll(Stream stream, int length)
    {
        try
        {
            using MemoryStream unpacked = new(Math.Min(length, 1 << 20));
            var buffer = new byte[1 << 16];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                unpacked.Write(buffer, 0, count);
                if (unpacked.Length > length)
                {
                    throw new ParquetException("is damaged: a page unpacks to more than its header says");
                }
            }

            return unpacked.Length == length ? unpacked.ToArray() : throw new ParquetException("is damaged: a page unpacks to less than its header says");
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            throw new ParquetException("is damaged: a page cannot be unpacked", fault);
        }
    }
}
