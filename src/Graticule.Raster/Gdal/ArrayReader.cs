using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>
/// A file of named arrays, open for reading: NetCDF of any version, HDF5, or a Zarr folder of version 2 or 3. Numbers are read as they are stored, packed and with
/// what stands for nothing. One thread uses it at a time: threads that read the same file each open it themselves.
/// </summary>
internal sealed unsafe class ArrayReader : IDisposable
{
    private const int MostArrays = 20_000;
    private const int DeepestGroup = 8;

    private readonly DatasetHandle _dataset;
    private readonly ZarrView? _view;
    private readonly Dictionary<string, nint> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArrayInfo> _byName = new(StringComparer.Ordinal);
    private readonly List<ArrayInfo> _arrays = [];

    private ArrayReader(DatasetHandle dataset, ZarrView? view, string path)
    {
        (_dataset, _view) = (dataset, view);
        Path = path;
        Driver = GdalDrivers.NameOf(Native.GDALGetDatasetDriver(dataset));
        var root = Native.GDALDatasetGetRootGroup(dataset);
        if (root == 0)
        {
            throw new ArrayFileException(path, "has no arrays");
        }

        Attributes = ArrayHeader.Attributes(root);
        Collect(root, "", 0);
    }

    /// <summary>Absolute path of the file or folder.</summary>
    internal string Path { get; }

    /// <summary>GDAL's name of the driver that reads it: <c>netCDF</c>, <c>HDF5</c>, <c>Zarr</c>.</summary>
    internal string Driver { get; }

    /// <summary>In the order of the file, those of groups after those of the group above.</summary>
    internal IReadOnlyList<ArrayInfo> Arrays => _arrays;

    /// <summary>Facts about the whole file.</summary>
    internal IReadOnlyDictionary<string, ArrayAttribute> Attributes { get; }

    /// <summary>Opens a file, whatever its name ends with, or a Zarr folder.</summary>
    /// <exception cref="ArrayFileException">It is not there, is nothing of that kind, or is damaged.</exception>
    internal static ArrayReader Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (full.StartsWith("/vsi", StringComparison.OrdinalIgnoreCase) || full.AsSpan().ContainsAny('\0', '"', '\n'))
        {
            throw new ArrayFileException(path, "is not the plain path of a file");
        }

        var isFolder = Directory.Exists(full);
        if (!isFolder && !File.Exists(full))
        {
            throw new ArrayFileException(path, "does not exist");
        }

        GdalLibrary.EnsureReady();
        NativeHdf5.BeQuiet();
        GdalErrors.Clear();

        // By its prefix the driver reads HDF5 files of any name; what its library cannot read, HDF5's own driver may.
        var view = isFolder && ZarrView.IsNeeded(full) ? ZarrView.Make(full) : null;
        var dataset = isFolder ? Open(view?.Folder ?? full, "Zarr") : Open($"NETCDF:\"{full}\"", "netCDF");
        if (dataset.IsInvalid && !isFolder)
        {
            var reason = GdalErrors.Take(full);
            dataset.Dispose();
            dataset = Open(full, "HDF5");
            if (dataset.IsInvalid)
            {
                throw new ArrayFileException(full, $"cannot be read as NetCDF or HDF5: {reason}");
            }
        }

        try
        {
            return !dataset.IsInvalid
                ? new ArrayReader(dataset, view, full)
                : throw new ArrayFileException(full, $"cannot be read as a Zarr folder: {GdalErrors.Take(full)}");
        }
        catch
        {
            dataset.Dispose();
            view?.Dispose();
            throw;
        }
    }

    /// <summary>The array of that name, or the only one whose name without groups it is; null where there is none.</summary>
    internal ArrayInfo? Find(string name)
    {
        var plain = name.TrimStart('/');
        if (_byName.TryGetValue(plain, out var found))
        {
            return found;
        }

        var matches = _arrays.Where(array => array.PlainName == plain).Take(2).ToList();
        return matches is [var only] ? only : null;
    }

    /// <summary>Reads a box of numbers, converted into a type, the last dimension fastest.</summary>
    /// <param name="array">Of this file.</param>
    /// <param name="start">First element along each dimension.</param>
    /// <param name="count">Elements along each dimension.</param>
    /// <param name="type">Of the numbers in the buffer.</param>
    /// <param name="target">For the product of the counts.</param>
    /// <exception cref="ArrayFileException">The file is damaged.</exception>
    internal void Read(ArrayInfo array, ReadOnlySpan<long> start, ReadOnlySpan<long> count, PixelType type, Span<byte> target)
    {
        Span<nint> stride = stackalloc nint[count.Length];
        nint step = 1;
        for (var i = count.Length - 1; i >= 0; i--)
        {
            stride[i] = step;
            step = checked(step * (nint)count[i]);
        }

        Read(array, start, count, stride, type, target);
    }

    /// <summary>As the other, laid out in the buffer in any order.</summary>
    /// <param name="array">Of this file.</param>
    /// <param name="start">First element along each dimension.</param>
    /// <param name="count">Elements along each dimension.</param>
    /// <param name="stride">Numbers of the buffer that one step along each dimension passes.</param>
    /// <param name="type">Of the numbers in the buffer.</param>
    /// <param name="target">For the product of the counts.</param>
    /// <exception cref="ArrayFileException">The file is damaged.</exception>
    internal void Read(ArrayInfo array, ReadOnlySpan<long> start, ReadOnlySpan<long> count, ReadOnlySpan<nint> stride, PixelType type, Span<byte> target)
    {
        var total = RoomFor(array, start, count) * type.Size();
        if (total > target.Length)
        {
            throw new ArgumentException("There is no room for all numbers.", nameof(target));
        }

        Span<ulong> starts = stackalloc ulong[Math.Max(start.Length, 1)];
        Span<nuint> counts = stackalloc nuint[Math.Max(start.Length, 1)];
        for (var i = 0; i < start.Length; i++)
        {
            (starts[i], counts[i]) = ((ulong)start[i], (nuint)count[i]);
        }

        NativeHdf5.BeQuiet();
        GdalErrors.Clear();
        var kind = Native.GDALExtendedDataTypeCreate((int)type);
        fixed (ulong* first = starts)
        fixed (nuint* number = counts)
        fixed (nint* strides = stride)
        fixed (byte* buffer = target)
        {
            var isRead = Native.GDALMDArrayRead(_handles[array.Name], first, number, null, strides, kind, buffer, buffer, (nuint)target.Length);
            Native.GDALExtendedDataTypeRelease(kind);
            if (isRead == 0)
            {
                throw new ArrayFileException(Path, $"is damaged: '{array.Name}' cannot be read: {GdalErrors.Take(Path)}");
            }
        }
    }

    /// <summary>All numbers of an array.</summary>
    /// <param name="array">Of this file, of numbers.</param>
    /// <param name="most">Greatest number of elements that is read.</param>
    /// <exception cref="ArrayFileException">It has more, is none of numbers, or is damaged.</exception>
    internal double[] ReadNumbers(ArrayInfo array, long most = 1 << 26)
    {
        Require(array, ArrayContent.Numbers, "numbers", most);
        var numbers = new double[array.Count];
        long[] sizes = [.. array.Dimensions.Select(dimension => dimension.Size)];
        Read(array, new long[sizes.Length], sizes, PixelType.Float64, MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    /// <summary>All texts of an array, without what fills them up to their length.</summary>
    /// <inheritdoc cref="ReadNumbers"/>
    internal string[] ReadTexts(ArrayInfo array, long most = 1 << 22)
    {
        Require(array, ArrayContent.Texts, "texts", most);
        var count = (int)array.Count;
        var rank = array.Dimensions.Count;
        Span<ulong> starts = stackalloc ulong[Math.Max(rank, 1)];
        Span<nuint> counts = stackalloc nuint[Math.Max(rank, 1)];
        for (var i = 0; i < rank; i++)
        {
            (starts[i], counts[i]) = (0, (nuint)array.Dimensions[i].Size);
        }

        NativeHdf5.BeQuiet();
        GdalErrors.Clear();
        var pointers = new nint[Math.Max(count, 1)];
        var kind = Native.GDALExtendedDataTypeCreateString(0);
        fixed (ulong* first = starts)
        fixed (nuint* number = counts)
        fixed (nint* buffer = pointers)
        {
            var isRead = count == 0 || Native.GDALMDArrayRead(_handles[array.Name], first, number, null, null, kind, buffer, buffer, (nuint)(pointers.Length * sizeof(nint))) != 0;
            Native.GDALExtendedDataTypeRelease(kind);
            var texts = new string[count];
            for (var i = 0; i < count; i++)
            {
                texts[i] = (Marshal.PtrToStringUTF8(pointers[i]) ?? "").TrimEnd('\0', ' ');
                Native.VSIFree(pointers[i]);
            }

            return isRead ? texts : throw new ArrayFileException(Path, $"is damaged: '{array.Name}' cannot be read: {GdalErrors.Take(Path)}");
        }
    }

    /// <summary>The reference system of an array's x and y; null where the file gives none.</summary>
    internal CoordinateReference? ReferenceOf(ArrayInfo array)
    {
        GdalErrors.Clear();
        using var handle = Native.GDALMDArrayGetSpatialRef(_handles[array.Name]);
        GdalErrors.Clear();
        if (handle.IsInvalid || Native.OSRExportToWkt(handle, out var text) != 0)
        {
            return null;
        }

        var wkt = Marshal.PtrToStringUTF8(text) ?? "";
        Native.VSIFree(text);
        return wkt.Length == 0 ? null : CoordinateReference.Find(wkt);
    }

    public void Dispose()
    {
        foreach (var handle in _handles.Values)
        {
            Native.GDALMDArrayRelease(handle);
        }

        _handles.Clear();
        _dataset.Dispose();
        _view?.Dispose();
    }

    private static DatasetHandle Open(string name, string driver)
    {
        using var drivers = new StringListHandle(driver);
        Hdf5Errors.SilenceHere();
        return Native.GDALOpenEx(name, Native.OpenArrays | Native.OpenVerbose, drivers, 0, 0);
    }

    private static long RoomFor(ArrayInfo array, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (start.Length != array.Dimensions.Count || count.Length != start.Length)
        {
            throw new ArgumentException($"'{array.Name}' has {array.Dimensions.Count} dimensions.", nameof(start));
        }

        var total = 1L;
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] < 0 || count[i] > array.Dimensions[i].Size - start[i])
            {
                throw new ArgumentOutOfRangeException(nameof(start), start[i], $"'{array.Name}' has {array.Dimensions[i].Size} places along its dimension {i}.");
            }

            total = checked(total * count[i]);
        }

        return total;
    }

    private void Require(ArrayInfo array, ArrayContent content, string what, long most)
    {
        if (array.Content != content)
        {
            throw new ArrayFileException(Path, $"has in '{array.Name}' no {what}");
        }

        if (array.Count > most)
        {
            throw new ArrayFileException(Path, $"claims {array.Count} {what} in '{array.Name}'; at most {most} are handled");
        }
    }

    /// <summary>Takes a group over, and releases it.</summary>
    private void Collect(nint group, string prefix, int depth)
    {
        try
        {
            // Numbers without dimensions, such as the place of a single station, are left out unless they are asked for.
            using var options = new StringListHandle("SHOW_ZERO_DIM=YES");
            foreach (var name in ArrayHeader.Take(Native.GDALGroupGetMDArrayNames(group, options)))
            {
                var handle = _handles.ContainsKey(prefix + name) || _arrays.Count >= MostArrays ? 0 : Native.GDALGroupOpenMDArray(group, name, 0);
                if (handle != 0)
                {
                    _handles.Add(prefix + name, handle);
                    var array = ArrayHeader.Read(handle, prefix + name, Driver != "HDF5");
                    _arrays.Add(array);
                    _byName.Add(array.Name, array);
                }
            }

            foreach (var name in depth < DeepestGroup ? ArrayHeader.Take(Native.GDALGroupGetGroupNames(group, 0)) : [])
            {
                if (Native.GDALGroupOpenGroup(group, name, 0) is not 0 and var inner)
                {
                    Collect(inner, $"{prefix}{name}/", depth + 1);
                }
            }
        }
        finally
        {
            Native.GDALGroupRelease(group);
        }

        GdalErrors.Clear();
    }
}
