using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Gdal;

/// <summary>
/// Whole blocks of a GeoTIFF whose bands lie apart and are deflated, decoded straight into the caller's buffer. GDAL says where the blocks
/// are and inflates them; what it would do besides - differences added up one by one, a copy in its cache - is done here in vectors, or not
/// at all. Whatever is unusual is left to GDAL. One thread uses it at a time.
/// </summary>
internal sealed unsafe class DeflatedBlocks : IDisposable
{
    private readonly DatasetHandle _dataset;
    private readonly SafeFileHandle _file;
    private readonly bool _isDifferenced;
    private readonly Dictionary<(int Band, int Column, int Row), (long Offset, int Length)> _places = [];

    private DeflatedBlocks(DatasetHandle dataset, SafeFileHandle file, bool isDifferenced) => (_dataset, _file, _isDifferenced) = (dataset, file, isDifferenced);

    /// <summary>Null where a file is not of this kind.</summary>
    /// <param name="dataset">The open file.</param>
    /// <param name="path">The same file.</param>
    internal static DeflatedBlocks? TryOpen(DatasetHandle dataset, string path)
    {
        var differences = Structure("PREDICTOR");
        if (GdalDrivers.NameOf(Native.GDALGetDatasetDriver(dataset)) != "GTiff" || Structure("COMPRESSION") != "DEFLATE" || Structure("INTERLEAVE") != "BAND"
            || differences is not (null or "1" or "2"))
        {
            return null;
        }

        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path);
            if (IsInOrderOfMachine(file))
            {
                return new(dataset, file, differences == "2");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // GDAL has it open and may still read it, or say what is wrong.
        }

        file?.Dispose();
        return null;

        string? Structure(string name) => Marshal.PtrToStringUTF8(Native.GDALGetMetadataItem(dataset, name, "IMAGE_STRUCTURE"));
    }

    /// <summary>Reads a window that is made of whole blocks; false where it is not, or where anything is unusual: then nothing is promised of the buffer.</summary>
    /// <param name="number">Of the band, from 1.</param>
    /// <param name="window">Pixels, inside the raster.</param>
    /// <param name="type">Type of the samples in <paramref name="target"/>.</param>
    /// <param name="target">Begins with the first sample.</param>
    /// <param name="rowLength">Samples from one row of <paramref name="target"/> to the next.</param>
    internal bool TryRead(int number, Window window, PixelType type, Span<byte> target, int rowLength)
    {
        var band = Native.GDALGetRasterBand(_dataset, number);
        if (band == 0 || Native.GDALGetRasterDataType(band) != (int)type || Native.GDALGetBandMetadataItem(band, "NBITS", "IMAGE_STRUCTURE") != 0)
        {
            return false;
        }

        Native.GDALGetBlockSize(band, out var width, out var height);
        var raster = (Width: Native.GDALGetRasterXSize(_dataset), Height: Native.GDALGetRasterYSize(_dataset));
        if ((long)width * height * type.Size() > RasterHeader.MostBlockBytes
            || !IsWhole(window.Column, window.Width, width, raster.Width) || !IsWhole(window.Row, window.Height, height, raster.Height))
        {
            return false;
        }

        // Rented, not kept: many files are open at once, and each thread reads one of them at a time.
        var room = width * height * type.Size();
        var inflated = ArrayPool<byte>.Shared.Rent(room);
        try
        {
            for (var row = 0; row < window.Height; row += height)
            {
                for (var column = 0; column < window.Width; column += width)
                {
                    var visible = (Width: Math.Min(width, window.Width - column), Height: Math.Min(height, window.Height - row));
                    if (Find(band, (number, (window.Column + column) / width, (window.Row + row) / height)) is not { } place
                        || !TryInflate(place, inflated.AsSpan(0, room), width * visible.Height * type.Size()))
                    {
                        return false;
                    }

                    Lay(inflated, width, visible, type.Size(), target[(((row * rowLength) + column) * type.Size())..], rowLength);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(inflated);
        }

        return true;
    }

    public void Dispose() => _file.Dispose();

    private static bool IsInOrderOfMachine(SafeFileHandle file)
    {
        Span<byte> order = stackalloc byte[2];
        return RandomAccess.Read(file, order, 0) == order.Length && order.SequenceEqual(BitConverter.IsLittleEndian ? "II"u8 : "MM"u8);
    }

    private static bool IsWhole(int start, int length, int block, int all) =>
        start % block == 0 && ((start + length) % block == 0 || start + length == all);

    /// <summary>Null for a block that was never written.</summary>
    private (long Offset, int Length)? Find(nint band, (int Band, int Column, int Row) block)
    {
        if (_places.TryGetValue(block, out var known))
        {
            return known;
        }

        if (Number("OFFSET") is { } offset && Number("SIZE") is { } length && offset > 0 && length is > 0 and < int.MaxValue)
        {
            return _places[block] = (offset, (int)length);
        }

        return null;

        long? Number(string what)
        {
            var text = Marshal.PtrToStringUTF8(Native.GDALGetBandMetadataItem(band, string.Create(CultureInfo.InvariantCulture, $"BLOCK_{what}_{block.Column}_{block.Row}"), "TIFF"));
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }

    /// <summary>False where a block is damaged, or holds less than it should, or claims a length that no deflated block of its size has.</summary>
    private bool TryInflate((long Offset, int Length) place, Span<byte> inflated, int needed)
    {
        if (place.Length > inflated.Length + (inflated.Length / 16) + 1024)
        {
            return false;
        }

        var deflated = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            if (RandomAccess.Read(_file, deflated.AsSpan(0, place.Length), place.Offset) != place.Length)
            {
                return false;
            }

            fixed (byte* from = deflated, to = inflated)
            {
                return Native.CPLZLibInflate(from, (nuint)place.Length, to, (nuint)inflated.Length, out var length) != 0 && length >= (nuint)needed;
            }
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(deflated);
        }
    }

    private void Lay(ReadOnlySpan<byte> inflated, int width, (int Width, int Height) visible, int size, Span<byte> target, int rowLength)
    {
        for (var row = 0; row < visible.Height; row++)
        {
            var from = inflated.Slice(row * width * size, visible.Width * size);
            var to = target[(row * rowLength * size)..];
            if (_isDifferenced)
            {
                Differences.Undo(size, from, to);
            }
            else
            {
                from.CopyTo(to);
            }
        }
    }
}
