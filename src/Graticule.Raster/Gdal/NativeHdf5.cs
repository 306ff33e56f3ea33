using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>
/// The few functions of the HDF5 library that tell where the blocks of an array lie in a file. It is the very library that GDAL has loaded; where that
/// cannot be found, or must not be called by several threads, there is none.
/// </summary>
internal sealed unsafe class NativeHdf5
{
    internal const int Chunked = 2;
    internal const int Integer = 0;
    internal const int Floating = 1;
    internal const int LittleEndian = 0;
    internal const int Deflate = 1;
    internal const int Shuffle = 2;

    private static readonly Lazy<NativeHdf5?> Loaded = new(Load);

    internal readonly delegate* unmanaged<byte*, uint, long, long> FileOpen;
    internal readonly delegate* unmanaged<long, int> FileClose;
    internal readonly delegate* unmanaged<long, long> FileCreationList;
    internal readonly delegate* unmanaged<long, long> ListCreate;
    internal readonly delegate* unmanaged<long, int> ListClose;
    internal readonly delegate* unmanaged<long, int, int> SetCloseDegree;
    internal readonly delegate* unmanaged<long, ulong*, int> GetUserBlock;
    internal readonly delegate* unmanaged<long, int> GetLayout;
    internal readonly delegate* unmanaged<long, int, ulong*, int> GetChunk;
    internal readonly delegate* unmanaged<long, int> CountFilters;
    internal readonly delegate* unmanaged<long, uint, uint*, nuint*, uint*, nuint, byte*, uint*, int> GetFilter;
    internal readonly delegate* unmanaged<long, byte*, long, long> ArrayOpen;
    internal readonly delegate* unmanaged<long, int> ArrayClose;
    internal readonly delegate* unmanaged<long, long> ArrayCreationList;
    internal readonly delegate* unmanaged<long, long> ArrayType;
    internal readonly delegate* unmanaged<long, ulong*, uint*, ulong*, ulong*, int> ChunkAt;
    internal readonly delegate* unmanaged<long, int> TypeClass;
    internal readonly delegate* unmanaged<long, nuint> TypeSize;
    internal readonly delegate* unmanaged<long, nuint> TypePrecision;
    internal readonly delegate* unmanaged<long, int> TypeOrder;
    internal readonly delegate* unmanaged<long, int> TypeSign;
    internal readonly delegate* unmanaged<long, int> TypeClose;
    internal readonly long FileAccessClass;

    private readonly delegate* unmanaged<long, nint, nint, int> _setErrorHandler;

    private NativeHdf5(nint library)
    {
        FileOpen = (delegate* unmanaged<byte*, uint, long, long>)Of("H5Fopen");
        FileClose = (delegate* unmanaged<long, int>)Of("H5Fclose");
        FileCreationList = (delegate* unmanaged<long, long>)Of("H5Fget_create_plist");
        ListCreate = (delegate* unmanaged<long, long>)Of("H5Pcreate");
        ListClose = (delegate* unmanaged<long, int>)Of("H5Pclose");
        SetCloseDegree = (delegate* unmanaged<long, int, int>)Of("H5Pset_fclose_degree");
        GetUserBlock = (delegate* unmanaged<long, ulong*, int>)Of("H5Pget_userblock");
        GetLayout = (delegate* unmanaged<long, int>)Of("H5Pget_layout");
        GetChunk = (delegate* unmanaged<long, int, ulong*, int>)Of("H5Pget_chunk");
        CountFilters = (delegate* unmanaged<long, int>)Of("H5Pget_nfilters");
        GetFilter = (delegate* unmanaged<long, uint, uint*, nuint*, uint*, nuint, byte*, uint*, int>)Of("H5Pget_filter2");
        ArrayOpen = (delegate* unmanaged<long, byte*, long, long>)Of("H5Dopen2");
        ArrayClose = (delegate* unmanaged<long, int>)Of("H5Dclose");
        ArrayCreationList = (delegate* unmanaged<long, long>)Of("H5Dget_create_plist");
        ArrayType = (delegate* unmanaged<long, long>)Of("H5Dget_type");
        ChunkAt = (delegate* unmanaged<long, ulong*, uint*, ulong*, ulong*, int>)Of("H5Dget_chunk_info_by_coord");
        TypeClass = (delegate* unmanaged<long, int>)Of("H5Tget_class");
        TypeSize = (delegate* unmanaged<long, nuint>)Of("H5Tget_size");
        TypePrecision = (delegate* unmanaged<long, nuint>)Of("H5Tget_precision");
        TypeOrder = (delegate* unmanaged<long, int>)Of("H5Tget_order");
        TypeSign = (delegate* unmanaged<long, int>)Of("H5Tget_sign");
        TypeClose = (delegate* unmanaged<long, int>)Of("H5Tclose");
        _setErrorHandler = (delegate* unmanaged<long, nint, nint, int>)Of("H5Eset_auto2");
        _ = ((delegate* unmanaged<int>)Of("H5open"))();
        FileAccessClass = *(long*)Of("H5P_CLS_FILE_ACCESS_ID_g");

        byte isSafe = 0;
        _ = ((delegate* unmanaged<byte*, int>)Of("H5is_library_threadsafe"))(&isSafe);
        IsThreadSafe = isSafe != 0;

        nint Of(string name) => NativeLibrary.GetExport(library, name);
    }

    private bool IsThreadSafe { get; }

    /// <summary>Null where it cannot be used.</summary>
    internal static NativeHdf5? Get()
    {
        BeQuiet();
        return Loaded.Value is { IsThreadSafe: true } library ? library : null;
    }

    /// <summary>
    /// Keeps the library from writing what it tries in vain to the standard error; it decides that for each thread. What is wrong with a file GDAL tells.
    /// </summary>
    internal static void BeQuiet()
    {
        if (Loaded.Value is { } library)
        {
            _ = library._setErrorHandler(0, 0, 0);
        }
    }

    private static NativeHdf5? Load()
    {
        try
        {
            GdalLibrary.EnsureReady();
            var path = File.ReadLines("/proc/self/maps").Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? at : line.Length)..])
                .FirstOrDefault(path => Path.GetFileName(path) is var name && name.StartsWith("libhdf5", StringComparison.Ordinal) && !name.Contains("_hl", StringComparison.Ordinal));
            return path is not null && NativeLibrary.TryLoad(path, out var library) ? new NativeHdf5(library) : null;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or IOException or UnauthorizedAccessException)
        {
            return null; // One of another age, or a system that does not tell: GDAL reads all.
        }
    }
}
