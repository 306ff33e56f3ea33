using System.Runtime.InteropServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>Reads what arrays and groups say of themselves.</summary>
internal static unsafe class ArrayHeader
{
    internal static ArrayInfo Read(nint array, string name, bool hasNamedDimensions)
    {
        var type = Native.GDALMDArrayGetDataType(array);
        var kind = Native.GDALExtendedDataTypeGetClass(type);
        var code = kind == Native.ClassNumeric ? Native.GDALExtendedDataTypeGetNumericDataType(type) : 0;
        Native.GDALExtendedDataTypeRelease(type);
        var content = kind == Native.ClassText ? ArrayContent.Texts : kind == Native.ClassNumeric && !IsComplex(code) ? ArrayContent.Numbers : ArrayContent.Others;
        return new(name, content, content == ArrayContent.Numbers ? code : 0, Dimensions(array, hasNamedDimensions), Blocks(array), Attributes(array, content));
    }

    /// <summary>The facts of a group.</summary>
    internal static Dictionary<string, ArrayAttribute> Attributes(nint group)
    {
        var list = Native.GDALGroupGetAttributes(group, out var count, 0);
        return Read(list, count);
    }

    /// <summary>Frees a list of texts and returns what it had.</summary>
    internal static List<string> Take(byte** list)
    {
        List<string> texts = [];
        for (var entry = list; entry is not null && *entry is not null; entry++)
        {
            texts.Add(Marshal.PtrToStringUTF8((nint)(*entry)) ?? "");
        }

        Native.CSLDestroy((nint)list);
        return texts;
    }

    private static bool IsComplex(int code) => code is >= 8 and <= 11 or 0;

    /// <summary>Dimensions without names are told apart by their sizes; two of one size in one array by their order.</summary>
    private static ArrayDimension[] Dimensions(nint array, bool hasNames)
    {
        var list = Native.GDALMDArrayGetDimensions(array, out var count);
        var dimensions = new ArrayDimension[(int)count];
        for (var i = 0; i < dimensions.Length; i++)
        {
            var size = (long)Math.Min(Native.GDALDimensionGetSize(list[i]), long.MaxValue);
            var name = Marshal.PtrToStringUTF8(Native.GDALDimensionGetName(list[i])) ?? "";
            var before = dimensions.Take(i).Count(dimension => dimension.Size == size);
            dimensions[i] = new(hasNames ? name : before == 0 ? $"size_{size}" : $"size_{size}_{before + 1}", size);
        }

        Native.GDALReleaseDimensions(list, count);
        return dimensions;
    }

    private static long[] Blocks(nint array)
    {
        var list = Native.GDALMDArrayGetBlockSize(array, out var count);
        var blocks = new long[(int)count];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = (long)Math.Min(list[i], long.MaxValue);
        }

        Native.VSIFree((nint)list);
        return blocks;
    }

    /// <summary>What GDAL takes for itself - unit, packing, nodata - is put back under the names that the conventions have for it.</summary>
    private static Dictionary<string, ArrayAttribute> Attributes(nint array, ArrayContent content)
    {
        using var all = new StringListHandle("SHOW_ALL=YES");
        var list = Native.GDALMDArrayGetAttributes(array, out var count, all);
        var attributes = Read(list, count);
        if (Marshal.PtrToStringUTF8(Native.GDALMDArrayGetUnit(array)) is { Length: > 0 } unit)
        {
            attributes.TryAdd("units", ArrayAttribute.Of(unit));
        }

        if (content == ArrayContent.Numbers)
        {
            Add("scale_factor", Native.GDALMDArrayGetScale(array, out var has), has);
            Add("add_offset", Native.GDALMDArrayGetOffset(array, out has), has);
            Add("_FillValue", Native.GDALMDArrayGetNoDataValueAsDouble(array, out has), has);
        }

        GdalErrors.Clear();
        return attributes;

        void Add(string name, double value, int has)
        {
            if (has != 0)
            {
                attributes.TryAdd(name, ArrayAttribute.Of((int)PixelType.Float64, value));
            }
        }
    }

    private static Dictionary<string, ArrayAttribute> Read(nint* list, nuint count)
    {
        Dictionary<string, ArrayAttribute> attributes = new(StringComparer.Ordinal);
        for (nuint i = 0; i < count; i++)
        {
            if (Marshal.PtrToStringUTF8(Native.GDALAttributeGetName(list[i])) is { Length: > 0 } name && Read(list[i]) is { } value)
            {
                attributes.TryAdd(name, value);
            }
        }

        Native.GDALReleaseAttributes(list, count);
        return attributes;
    }

    private static ArrayAttribute? Read(nint attribute)
    {
        var type = Native.GDALAttributeGetDataType(attribute);
        var kind = Native.GDALExtendedDataTypeGetClass(type);
        var code = kind == Native.ClassNumeric ? Native.GDALExtendedDataTypeGetNumericDataType(type) : 0;
        Native.GDALExtendedDataTypeRelease(type);
        if (kind == Native.ClassText)
        {
            var texts = Take(Native.GDALAttributeReadAsStringArray(attribute));
            return ArrayAttribute.Of(string.Join(", ", texts.Select(text => text.Trim('\0', ' ', '\n'))));
        }

        if (kind != Native.ClassNumeric || IsComplex(code))
        {
            return null;
        }

        var numbers = Native.GDALAttributeReadAsDoubleArray(attribute, out var count);
        var copy = numbers is null ? [] : new ReadOnlySpan<double>(numbers, (int)count).ToArray();
        Native.VSIFree((nint)numbers);
        return ArrayAttribute.Of(code, copy);
    }
}
