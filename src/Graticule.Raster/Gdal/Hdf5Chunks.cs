using System.Text;
using Graticule.Raster.Pixels;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Gdal;

/// <summary>Where the blocks ("chunks") of an array of an HDF5 file, and so of a netCDF-4 file, lie, and how they are packed. One thread asks at a time.</summary>
internal sealed unsafe class Hdf5Chunks : IDisposable
{
    /// <summary>Degrees of closing, of which the one that the file is open with already must be named: semi (as netCDF has it), strong, weak, default.</summary>
    private static readonly int[] CloseDegrees = [2, 3, 1, 0];

    private readonly NativeHdf5 _library;
    private readonly long _array;
    private readonly long _file;
    private readonly Dictionary<long, (long Offset, int Length)> _places = [];

    private Hdf5Chunks(NativeHdf5 library, long file, long array, SafeFileHandle handle) => (_library, _file, _array, Handle) = (library, file, array, handle);

    /// <summary>The file itself, which several threads may read.</summary>
    internal SafeFileHandle Handle { get; }

    /// <summary>Numbers along each dimension of a block.</summary>
    internal long[] Sizes { get; private set; } = [];

    internal bool IsShuffled { get; private set; }

    internal bool IsDeflated { get; private set; }

    /// <summary>Null where the file is none of HDF5, or the array's blocks are packed in a way that is left to GDAL.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="array">Name with groups.</param>
    /// <param name="rank">Number of its dimensions.</param>
    /// <param name="type">Of its numbers.</param>
    internal static Hdf5Chunks? TryOpen(string path, string array, int rank, PixelType type)
    {
        if (NativeHdf5.Get() is not { } library || !BitConverter.IsLittleEndian || !File.Exists(path))
        {
            return null;
        }

        SafeFileHandle handle;
        try
        {
            handle = File.OpenHandle(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var file = Open(library, path);
        var opened = file < 0 ? -1 : Named(library, file, array);
        var chunks = new Hdf5Chunks(library, file, opened, handle);
        if (opened >= 0 && chunks.IsOf(type) && chunks.IsPackedAsKnown(rank) && chunks.BeginsAtStart())
        {
            return chunks;
        }

        chunks.Dispose();
        return null;
    }

    /// <summary>Where a block lies; null where it was never written, or is packed in another way than the others.</summary>
    /// <param name="start">First number of the block along each dimension.</param>
    /// <param name="key">Number of the block, by which it is found again.</param>
    internal (long Offset, int Length)? Find(ReadOnlySpan<ulong> start, long key)
    {
        if (_places.TryGetValue(key, out var known))
        {
            return known;
        }

        uint mask = 0;
        ulong offset = ulong.MaxValue, length = 0;
        fixed (ulong* place = start)
        {
            if (_library.ChunkAt(_array, place, &mask, &offset, &length) < 0 || mask != 0 || offset == ulong.MaxValue || length is 0 or > int.MaxValue)
            {
                return null;
            }
        }

        return _places[key] = ((long)offset, (int)length);
    }

    public void Dispose()
    {
        if (_array >= 0)
        {
            _ = _library.ArrayClose(_array);
        }

        if (_file >= 0)
        {
            _ = _library.FileClose(_file);
        }

        Handle.Dispose();
    }

    private static long Open(NativeHdf5 library, string path)
    {
        var list = library.ListCreate(library.FileAccessClass);
        var file = -1L;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            for (var i = 0; i < CloseDegrees.Length && file < 0 && list >= 0; i++)
            {
                _ = library.SetCloseDegree(list, CloseDegrees[i]);
                file = library.FileOpen(name, 0, list);
            }
        }

        _ = list < 0 ? 0 : library.ListClose(list);
        return file;
    }

    private static long Named(NativeHdf5 library, long file, string array)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes($"/{array}\0"))
        {
            return library.ArrayOpen(file, name, 0);
        }
    }

    private bool IsOf(PixelType type)
    {
        var kind = _library.ArrayType(_array);
        var (category, size) = (_library.TypeClass(kind), (int)_library.TypeSize(kind));
        var isSame = size == type.Size() && (int)_library.TypePrecision(kind) == size * 8 && (size == 1 || _library.TypeOrder(kind) == NativeHdf5.LittleEndian)
            && category == (type.IsFloating() ? NativeHdf5.Floating : NativeHdf5.Integer)
            && (type.IsFloating() || (_library.TypeSign(kind) != 0) == type is PixelType.Int16 or PixelType.Int32);
        _ = _library.TypeClose(kind);
        return isSame;
    }

    private bool IsPackedAsKnown(int rank)
    {
        var list = _library.ArrayCreationList(_array);
        var sizes = new ulong[rank];
        fixed (ulong* found = sizes)
        {
            if (_library.GetLayout(list) != NativeHdf5.Chunked || _library.GetChunk(list, rank, found) != rank)
            {
                _ = _library.ListClose(list);
                return false;
            }
        }

        Sizes = Array.ConvertAll(sizes, size => (long)size);
        List<int> filters = [];
        for (var i = 0u; i < _library.CountFilters(list); i++)
        {
            uint flags, configuration;
            nuint count = 0;
            filters.Add(_library.GetFilter(list, i, &flags, &count, null, 0, null, &configuration));
        }

        _ = _library.ListClose(list);
        (IsShuffled, IsDeflated) = (filters.Contains(NativeHdf5.Shuffle), filters.Contains(NativeHdf5.Deflate));
        return filters is [] or [NativeHdf5.Deflate] or [NativeHdf5.Shuffle, NativeHdf5.Deflate];
    }

    /// <summary>Whether places are counted from the first byte of the file.</summary>
    private bool BeginsAtStart()
    {
        var list = _library.FileCreationList(_file);
        ulong block = 1;
        var isKnown = _library.GetUserBlock(list, &block) >= 0;
        _ = _library.ListClose(list);
        return isKnown && block == 0;
    }
}
