using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>A netCDF-4 file of named arrays. Several threads may write parts of an array; the file is whole only after <see cref="Finish"/>.</summary>
internal sealed unsafe class ArrayFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DatasetHandle _dataset;
    private readonly nint _root;
    private readonly string _path;
    private readonly Dictionary<string, nint> _dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, nint> _arrays = new(StringComparer.Ordinal);
    private bool _isReleased;

    internal ArrayFile(string path)
    {
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        _path = path;
        using var options = new StringListHandle("FORMAT=NC4");
        _dataset = Native.GDALCreateMultiDimensional(GdalDrivers.Get("netCDF"), path, 0, options);
        Require(!_dataset.IsInvalid, "created");
        _root = Native.GDALDatasetGetRootGroup(_dataset);
        Require(_root != 0, "created");
    }

    /// <summary>Declares a dimension.</summary>
    internal void AddDimension(string name, int size)
    {
        GdalErrors.Clear();
        var dimension = Native.GDALGroupCreateDimension(_root, name, null, null, (ulong)size, 0);
        Require(dimension != 0, $"given the dimension '{name}'");
        _dimensions.Add(name, dimension);
    }

    /// <summary>Declares an array of numbers.</summary>
    /// <param name="name">Unique.</param>
    /// <param name="dimensions">Names of its dimensions, the last one fastest.</param>
    /// <param name="type">Of the numbers.</param>
    /// <param name="options">Of the driver, such as <c>COMPRESS=DEFLATE</c>.</param>
    internal void AddNumbers(string name, IReadOnlyList<string> dimensions, PixelType type, params IEnumerable<string> options) =>
        Add(name, dimensions, Native.GDALExtendedDataTypeCreate((int)type), options);

    /// <summary>Declares an array of texts along one dimension, and fills it.</summary>
    internal void AddTexts(string name, string dimension, IReadOnlyList<string> texts)
    {
        var type = Native.GDALExtendedDataTypeCreateString(0);
        Add(name, [dimension], type, []);
        var pointers = texts.Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        type = Native.GDALExtendedDataTypeCreateString(0);
        try
        {
            fixed (nint* source = pointers)
            {
                var (start, count) = (0UL, (nuint)texts.Count);
                Require(Native.GDALMDArrayWrite(_arrays[name], &start, &count, null, null, type, source, null, 0) != 0, $"given the texts of '{name}'");
            }
        }
        finally
        {
            Native.GDALExtendedDataTypeRelease(type);
            Array.ForEach(pointers, Marshal.FreeCoTaskMem);
        }
    }

    /// <summary>Adds a fact about an array, or about the file where the name is empty.</summary>
    internal void Note(string array, string name, string value)
    {
        GdalErrors.Clear();
        var type = Native.GDALExtendedDataTypeCreateString(0);
        var attribute = array.Length == 0
            ? Native.GDALGroupCreateAttribute(_root, name, 0, null, type, 0)
            : Native.GDALMDArrayCreateAttribute(_arrays[array], name, 0, null, type, 0);
        Native.GDALExtendedDataTypeRelease(type);
        Require(attribute != 0 && Native.GDALAttributeWriteString(attribute, value) != 0, $"given the attribute '{name}'");
        Native.GDALAttributeRelease(attribute);
    }

    /// <summary>Declares what stands for nodata; before anything is written.</summary>
    internal void DeclareNoData(string array, double value) =>
        Require(Native.GDALMDArraySetNoDataValueAsDouble(_arrays[array], value) != 0, "given a number for nodata");

    /// <summary>Declares the reference system of x and y.</summary>
    internal void Place(string array, CoordinateReference reference) =>
        Require(Native.GDALMDArraySetSpatialRef(_arrays[array], reference.Handle) != 0, "given a coordinate reference system");

    /// <summary>Writes a box of an array.</summary>
    /// <param name="array">Its name.</param>
    /// <param name="start">First place along each dimension.</param>
    /// <param name="count">Places along each dimension.</param>
    /// <param name="stride">Numbers that one step along each dimension passes in <paramref name="samples"/>.</param>
    /// <param name="type">Of the numbers.</param>
    /// <param name="samples">The numbers.</param>
    internal void Write(string array, ReadOnlySpan<ulong> start, ReadOnlySpan<nuint> count, ReadOnlySpan<nint> stride, PixelType type, ReadOnlySpan<byte> samples)
    {
        lock (_gate)
        {
            GdalErrors.Clear();
            var kind = Native.GDALExtendedDataTypeCreate((int)type);
            fixed (ulong* starts = start)
            fixed (nuint* counts = count)
            fixed (nint* strides = stride)
            fixed (byte* source = samples)
            {
                var isDone = Native.GDALMDArrayWrite(_arrays[array], starts, counts, null, strides, kind, source, null, 0) != 0;
                Native.GDALExtendedDataTypeRelease(kind);
                Require(isDone, "written");
            }
        }
    }

    /// <summary>Reads a box of an array of a finished file of arrays.</summary>
    /// <param name="driver">That is to read it: <c>netCDF</c>, <c>Zarr</c>.</param>
    /// <param name="path">Of the file, as the driver knows it.</param>
    /// <param name="array">Its name.</param>
    /// <param name="start">First place along each dimension.</param>
    /// <param name="count">Places along each dimension.</param>
    /// <param name="stride">Numbers that one step along each dimension passes in <paramref name="samples"/>.</param>
    /// <param name="type">Of the numbers.</param>
    /// <param name="samples">For the numbers.</param>
    /// <exception cref="GdalException">It cannot be read.</exception>
    internal static void Read(
        string driver, string path, string array, ReadOnlySpan<ulong> start, ReadOnlySpan<nuint> count, ReadOnlySpan<nint> stride, PixelType type, Span<byte> samples)
    {
        GdalErrors.Clear();
        using var drivers = new StringListHandle(driver);
        using var dataset = Native.GDALOpenEx(path, Native.OpenArrays | Native.OpenVerbose, drivers, 0, 0);
        var root = dataset.IsInvalid ? 0 : Native.GDALDatasetGetRootGroup(dataset);
        var found = root == 0 ? 0 : Native.GDALGroupOpenMDArray(root, array, 0);
        var kind = Native.GDALExtendedDataTypeCreate((int)type);
        try
        {
            fixed (ulong* starts = start)
            fixed (nuint* counts = count)
            fixed (nint* strides = stride)
            fixed (byte* target = samples)
            {
                if (found == 0 || Native.GDALMDArrayRead(found, starts, counts, null, strides, kind, target, null, 0) == 0)
                {
                    throw new GdalException($"The output cannot be read back: {GdalErrors.Take(path)}.");
                }
            }
        }
        finally
        {
            Native.GDALExtendedDataTypeRelease(kind);
            Release(found, Native.GDALMDArrayRelease);
            Release(root, Native.GDALGroupRelease);
        }
    }

    /// <summary>Writes what is still in memory and closes the file.</summary>
    /// <exception cref="GdalException">Not all of it could be written.</exception>
    internal void Finish()
    {
        GdalErrors.Clear();
        Dispose();
        Require(!GdalErrors.Any, "completed");
    }

    public void Dispose()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            _arrays.Values.ToList().ForEach(Native.GDALMDArrayRelease);
            _dimensions.Values.ToList().ForEach(Native.GDALDimensionRelease);
            Release(_root, Native.GDALGroupRelease);
            _dataset.Dispose();
        }
    }

    private void Add(string name, IReadOnlyList<string> dimensions, nint type, IEnumerable<string> options)
    {
        GdalErrors.Clear();
        using var list = new StringListHandle(options);
        var handles = dimensions.Select(dimension => _dimensions[dimension]).ToArray();
        nint array;
        fixed (nint* pointer = handles)
        {
            array = Native.GDALGroupCreateMDArray(_root, name, (nuint)handles.Length, pointer, type, list);
        }

        Native.GDALExtendedDataTypeRelease(type);
        Require(array != 0, $"given the array '{name}'");
        _arrays.Add(name, array);
    }

    private static void Release(nint handle, Action<nint> release)
    {
        if (handle != 0)
        {
            release(handle);
        }
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new GdalException($"The output cannot be {what}: {GdalErrors.Take(_path)}.");
        }
    }
}
