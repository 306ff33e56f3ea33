using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Graticule.Raster.Windows;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Ard.Tiff;

/// <summary>
/// A GeoTIFF of one band of two-byte integers, little-endian, of which a few blocks are wanted. One thread at a time. Made for thousands of
/// files of which each is asked once: nothing is read that is not needed, and nothing in the file is believed.
/// </summary>
internal sealed class TiffFile : IDisposable
{
    /// <summary>What is read at first: as a rule the header, the directory and the places of all blocks.</summary>
    private const int HeadBytes = 8192;

    private readonly SafeFileHandle _file;
    private readonly byte[] _head;
    private readonly int _headLength;

    private TiffFile(SafeFileHandle file)
    {
        _file = file;
        Length = RandomAccess.GetLength(file);
        _head = ArrayPool<byte>.Shared.Rent(HeadBytes);
        _headLength = Fill(_head.AsSpan(0, HeadBytes), 0);
        try
        {
            Layout = TiffDirectory.Read(this);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(_head);
            throw;
        }
    }

    internal long Length { get; }

    internal TiffLayout Layout { get; }

    /// <exception cref="InvalidDataException">It is no such file; GDAL may still read it.</exception>
    internal static TiffFile Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a window, which lies in the image.</summary>
    /// <param name="window">In pixels.</param>
    /// <param name="target">The samples, row by row.</param>
    /// <param name="rowLength">From one row to the next in <paramref name="target"/>.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    internal void Read(Window window, Span<ushort> target, int rowLength)
    {
        var (left, top) = (window.Column / Layout.BlockWidth, window.Row / Layout.BlockHeight);
        var (right, bottom) = ((window.Column + window.Width - 1) / Layout.BlockWidth, (window.Row + window.Height - 1) / Layout.BlockHeight);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                ReadBlock(column, row, window, target, rowLength);
            }
        }
    }

    /// <summary>Bytes at a place, all of them.</summary>
    /// <exception cref="InvalidDataException">The file is shorter.</exception>
    internal void ReadAt(long place, Span<byte> target)
    {
        if (place < 0 || place > Length - target.Length)
        {
            throw new InvalidDataException("the file is cut off.");
        }

        if (place + target.Length <= _headLength)
        {
            _head.AsSpan((int)place, target.Length).CopyTo(target);
        }
        else if (Fill(target, place) < target.Length)
        {
            throw new InvalidDataException("the file is cut off.");
        }
    }

    /// <summary>One value of a field.</summary>
    internal long ValueOf(TiffField field, long index)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        ReadAt(field.Place + (index * field.Size), bytes[..field.Size]);
        var value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return value <= long.MaxValue ? (long)value : throw new InvalidDataException("a number in its directory is too large.");
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_head);
        _file.Dispose();
    }

    private void ReadBlock(int column, int row, Window window, Span<ushort> target, int rowLength)
    {
        var block = ((long)row * Layout.BlocksAcross) + column;
        var (place, length) = (ValueOf(Layout.Offsets, block), ValueOf(Layout.Lengths, block));
        var first = Math.Max(window.Row - (row * Layout.BlockHeight), 0);
        var end = Math.Min(window.Row + window.Height - (row * Layout.BlockHeight), Layout.RowsOf(row));
        var from = Math.Max(window.Column - (column * Layout.BlockWidth), 0);
        var to = Math.Min(window.Column + window.Width - (column * Layout.BlockWidth), Layout.BlockWidth);
        var (x, y) = ((column * Layout.BlockWidth) + from - window.Column, (row * Layout.BlockHeight) + first - window.Row);
        var needed = end * Layout.RowBytes;
        var rows = ArrayPool<byte>.Shared.Rent(needed);
        try
        {
            var isThere = length > 0 && place > 0;
            if (isThere)
            {
                TiffBlocks.Unpack(this, place, length, rows.AsSpan(0, needed), first * Layout.RowBytes);
            }

            var samples = MemoryMarshal.Cast<byte, ushort>(rows.AsSpan(0, needed));
            for (var line = first; line < end; line++)
            {
                var cut = target.Slice(((y + line - first) * rowLength) + x, to - from);
                if (!isThere)
                {
                    cut.Fill(Layout.NoData);
                }
                else
                {
                    TiffBlocks.Lay(samples.Slice(line * Layout.BlockWidth, to), from, cut, Layout.IsDifferenced);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rows);
        }
    }

    private int Fill(Span<byte> target, long place)
    {
        var done = 0;
        while (done < target.Length && RandomAccess.Read(_file, target[done..], place + done) is var read and > 0)
        {
            done += read;
        }

        return done;
    }
}
