using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Ard.Tiff;

/// <summary>Packed blocks as rows of samples. Unpacking ends with the last row that is wanted.</summary>
internal static class TiffBlocks
{
    /// <summary>Unpacks the beginning of a block.</summary>
    /// <param name="file">Holds it.</param>
    /// <param name="place">Of the block in the file.</param>
    /// <param name="length">Of the block, packed.</param>
    /// <param name="rows">As many bytes as are wanted.</param>
    /// <param name="skip">Of which the first so many need not be there, if that saves something.</param>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    internal static void Unpack(TiffFile file, long place, long length, Span<byte> rows, int skip)
    {
        if (file.Layout.Packing == TiffPacking.None)
        {
            if (length < rows.Length)
            {
                throw Damaged();
            }

            file.ReadAt(place + skip, rows[skip..]);
            return;
        }

        var whole = (long)file.Layout.RowBytes * file.Layout.BlockHeight;
        if (length > (2 * whole) + 1024)
        {
            throw Damaged();
        }

        var packed = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            file.ReadAt(place, packed.AsSpan(0, (int)length));
            var done = file.Layout.Packing == TiffPacking.Lzw ? Lzw.Unpack(packed.AsSpan(0, (int)length), rows) : Inflate(packed, (int)length, rows);
            if (done < rows.Length)
            {
                throw Damaged();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>Takes the samples from a column on out of the beginning of a row.</summary>
    internal static void Lay(ReadOnlySpan<ushort> row, int from, Span<ushort> target, bool isDifferenced)
    {
        if (!isDifferenced)
        {
            row[from..].CopyTo(target);
            return;
        }

        if (from == 0)
        {
            Differences.Undo(sizeof(ushort), MemoryMarshal.AsBytes(row), MemoryMarshal.AsBytes(target));
            return;
        }

        var whole = ArrayPool<ushort>.Shared.Rent(row.Length);
        Differences.Undo(sizeof(ushort), MemoryMarshal.AsBytes(row), MemoryMarshal.AsBytes(whole.AsSpan(0, row.Length)));
        whole.AsSpan(from, row.Length - from).CopyTo(target);
        ArrayPool<ushort>.Shared.Return(whole);
    }

    private static int Inflate(byte[] packed, int length, Span<byte> rows)
    {
        using MemoryStream source = new(packed, 0, length, writable: false);
        using ZLibStream inflated = new(source, CompressionMode.Decompress);
        return inflated.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false);
    }

    private static InvalidDataException Damaged() => new("a block of it is damaged.");
}
