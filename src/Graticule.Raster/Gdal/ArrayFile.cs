using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>
/// A netCDF-4 file of named arrays, in groups where names have a slash: <c>primary/time</c> lies in the group <c>primary</c>. Several threads may
/// write parts of an array; the file is whole only after <see cref="Finish"/>.
/// </summary>
public sealed unsafe class ArrayFile : IDisposable
{
    /// <summary>GDAL's number of the type; no raster that users send has samples of it.</summary>
    private const int Int64 = 13;

    private readonly Lock _gate = new();
    private readonly DatasetHandle _dataset;
    private readonly nint _root;
    private readonly string _path;
    private readonly Dictionary<string, nint> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, nint> _dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, nint> _arrays = new(StringComparer.Ordinal);
    private bool _isReleased;

    /// <param name="path">Of the file; must not exist.</param>
    /// <param name="conventions">That the driver notes first of all; null: the caller notes them.</param>
    /// <exception cref="GdalException">It cannot be made.</exception>
    public ArrayFile(string path, string? conventions = null)
    {
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        _path = path;
        using var options = new StringListHandle("FORMAT=NC4", $"CONVENTIONS={conventions}");
        _dataset = Native.GDALCreateMultiDimensional(GdalDrivers.Get("netCDF"), path, 0, options);
        Require(!_dataset.IsInvalid, "created");
        _root = Native.GDALDatasetGetRootGroup(_dataset);
        Require(_root != 0, "created");
    }

    /// <summary>Declares a group.</summary>
    public void AddGroup(string name)
    {
        GdalErrors.Clear();
        var group = Native.GDALGroupCreateGroup(_root, name, 0);
        Require(group != 0, $"given the group '{name}'");
        _groups.Add(name, group);
    }

    /// <summary>Declares a dimension.</summary>
    /// <param name="name">Unique in its group.</param>
    /// <param name="size">Places along it.</param>
    /// <param name="isUnlimited">Whether others may append to it.</param>
    public void AddDimension(string name, long size, bool isUnlimited = false)
    {
        GdalErrors.Clear();
        using var options = new StringListHandle(isUnlimited ? ["UNLIMITED=YES"] : []);
        var (group, leaf) = Place(name);
        var dimension = Native.GDALGroupCreateDimension(group, leaf, null, null, (ulong)size, options);
        Require(dimension != 0, $"given the dimension '{name}'");
        _dimensions.Add(name, dimension);
    }

    /// <summary>Declares an array of numbers.</summary>
    /// <param name="name">Unique.</param>
    /// <param name="dimensions">Names of its dimensions, the last one fastest.</param>
    /// <param name="type">Of the numbers.</param>
    /// <param name="options">Of the driver, such as <c>COMPRESS=DEFLATE</c>.</param>
    public void AddNumbers(string name, IReadOnlyList<string> dimensions, PixelType type, params IEnumerable<string> options) =>
        Add(name, dimensions, Native.GDALExtendedDataTypeCreate((int)type), options);

    /// <summary>Declares an array of whole numbers of 64 bits.</summary>
    /// <inheritdoc cref="AddNumbers"/>
    public void AddWholeNumbers(string name, IReadOnlyList<string> dimensions, params IEnumerable<string> options) =>
        Add(name, dimensions, Native.GDALExtendedDataTypeCreate(Int64), options);

    /// <summary>Declares an array of texts along one dimension.</summary>
    /// <param name="name">Unique.</param>
    /// <param name="dimension">Its dimension; of a known length, where the texts have a longest one.</param>
    /// <param name="longest">Bytes of the longest text in UTF-8, for texts as rows of characters, which are compressed and are written several times faster; 0: not known.</param>
    public void AddTexts(string name, string dimension, int longest = 0) =>
        Add(name, [dimension], Native.GDALExtendedDataTypeCreateString((nuint)longest), longest == 0 ? [] : ["COMPRESS=DEFLATE", "ZLEVEL=1"]);

    /// <summary>Declares an array of texts along one dimension, and fills it.</summary>
    internal void AddTexts(string name, string dimension, IReadOnlyList<string> texts)
    {
        AddTexts(name, dimension);
        WriteTexts(name, 0, texts);
    }

    /// <summary>Writes texts of an array.</summary>
    /// <param name="name">Of the array.</param>
    /// <param name="first">Place of the first one.</param>
    /// <param name="texts">One after the other.</param>
    public void WriteTexts(string name, long first, IReadOnlyList<string> texts)
    {
        lock (_gate)
        {
            GdalErrors.Clear();
            var type = Native.GDALExtendedDataTypeCreateString(0);
            using var list = new TextBlock(texts);
            fixed (nint* source = list.Pointers)
            {
                var (start, count) = ((ulong)first, (nuint)texts.Count);
                var isDone = Native.GDALMDArrayWrite(_arrays[name], &start, &count, null, null, type, source, null, 0) != 0;
                Native.GDALExtendedDataTypeRelease(type);
                Require(isDone, $"given the texts of '{name}'");
            }
        }
    }

    /// <summary>Adds a fact about an array, about the file where the name is empty, or about a group where a slash ends it.</summary>
    public void Note(string array, string name, string value)
    {
        var attribute = AddAttribute(array, name, Native.GDALExtendedDataTypeCreateString(0));
        Require(Native.GDALAttributeWriteString(attribute, value) != 0, $"given the attribute '{name}'");
        Native.GDALAttributeRelease(attribute);
    }

    /// <summary>Adds a fact that is a number.</summary>
    /// <inheritdoc cref="Note(string, string, string)"/>
    public void Note(string array, string name, double value, PixelType type = PixelType.Float64)
    {
        var attribute = AddAttribute(array, name, Native.GDALExtendedDataTypeCreate((int)type));
        Require(Native.GDALAttributeWriteDouble(attribute, value) != 0, $"given the attribute '{name}'");
        Native.GDALAttributeRelease(attribute);
    }

    /// <summary>Adds a fact that is several numbers.</summary>
    /// <inheritdoc cref="Note(string, string, string)"/>
    public void Note(string array, string name, ReadOnlySpan<double> values, PixelType type)
    {
        var attribute = AddAttribute(array, name, Native.GDALExtendedDataTypeCreate((int)type), values.Length);
        fixed (double* source = values)
        {
            Require(Native.GDALAttributeWriteDoubleArray(attribute, source, (nuint)values.Length) != 0, $"given the attribute '{name}'");
        }

        Native.GDALAttributeRelease(attribute);
    }

    /// <summary>Adds a fact that is several texts.</summary>
    /// <inheritdoc cref="Note(string, string, string)"/>
    public void Note(string array, string name, IReadOnlyList<string> values)
    {
        var attribute = AddAttribute(array, name, Native.GDALExtendedDataTypeCreateString(0), values.Count);
        using var list = new StringListHandle(values);
        Require(Native.GDALAttributeWriteStringArray(attribute, list) != 0, $"given the attribute '{name}'");
        Native.GDALAttributeRelease(attribute);
    }

    /// <summary>Declares what stands for nodata; before anything is written.</summary>
    public void DeclareNoData(string array, double value) =>
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
    public void Write(string array, ReadOnlySpan<ulong> start, ReadOnlySpan<nuint> count, ReadOnlySpan<nint> stride, PixelType type, ReadOnlySpan<byte> samples) =>
        Write(array, start, count, stride, (int)type, samples);

    /// <summary>Writes whole numbers along an array of one dimension.</summary>
    /// <param name="array">Its name.</param>
    /// <param name="first">Place of the first one.</param>
    /// <param name="numbers">One after the other.</param>
    public void Write(string array, long first, ReadOnlySpan<long> numbers) =>
        Write(array, [(ulong)first], [(nuint)numbers.Length], [1], Int64, MemoryMarshal.AsBytes(numbers));

    /// <summary>Writes numbers along an array of one dimension, whatever its type.</summary>
    /// <inheritdoc cref="Write(string, long, ReadOnlySpan{long})"/>
    public void Write(string array, long first, ReadOnlySpan<double> numbers) =>
        Write(array, [(ulong)first], [(nuint)numbers.Length], [1], (int)PixelType.Float64, MemoryMarshal.AsBytes(numbers));

    private void Write(string array, ReadOnlySpan<ulong> start, ReadOnlySpan<nuint> count, ReadOnlySpan<nint> stride, int type, ReadOnlySpan<byte> samples)
    {
        lock (_gate)
        {
            GdalErrors.Clear();
            var kind = Native.GDALExtendedDataTypeCreate(type);
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
    public void Finish()
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
            _groups.Values.ToList().ForEach(Native.GDALGroupRelease);
            Release(_root, Native.GDALGroupRelease);
            _dataset.Dispose();
        }
    }

    private void Add(string name, IReadOnlyList<string> dimensions, nint type, IEnumerable<string> options)
    {
        GdalErrors.Clear();
        using var list = new StringListHandle(options);
        var handles = dimensions.Select(dimension => _dimensions[dimension]).ToArray();
        var (group, leaf) = Place(name);
        nint array;
        fixed (nint* pointer = handles)
        {
            array = Native.GDALGroupCreateMDArray(group, leaf, (nuint)handles.Length, pointer, type, list);
        }

        Native.GDALExtendedDataTypeRelease(type);
        Require(array != 0, $"given the array '{name}'");
        _arrays.Add(name, array);
    }

    /// <summary>The group that a name lies in, and what it is called there.</summary>
    private (nint Group, string Leaf) Place(string name)
    {
        var slash = name.LastIndexOf('/');
        return slash < 0 ? (_root, name) : (_groups[name[..slash]], name[(slash + 1)..]);
    }

    private nint AddAttribute(string array, string name, nint type, int count = 0)
    {
        GdalErrors.Clear();
        var size = (ulong)count;
        var dimensions = (nuint)(count == 0 ? 0 : 1);
        var attribute = array.Length == 0 || array.EndsWith('/')
            ? Native.GDALGroupCreateAttribute(Place(array).Group, name, dimensions, &size, type, 0)
            : Native.GDALMDArrayCreateAttribute(_arrays[array], name, dimensions, &size, type, 0);
        Native.GDALExtendedDataTypeRelease(type);
        Require(attribute != 0, $"given the attribute '{name}'");
        return attribute;
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
