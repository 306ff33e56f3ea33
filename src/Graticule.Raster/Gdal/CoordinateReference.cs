using System.Globalization;
using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>
/// A coordinate reference system, always with x (easting, longitude) before y (northing, latitude). Only names that an authority gave
/// and WKT are read: PROJ itself would also open files and addresses.
/// </summary>
internal sealed class CoordinateReference : IDisposable
{
    private const int LongestName = 40;

    private readonly ReferenceHandle _handle;

    private CoordinateReference(ReferenceHandle handle)
    {
        _handle = handle;
        Native.OSRSetAxisMappingStrategy(handle, Native.TraditionalAxes);
        IsGeographic = Native.OSRIsGeographic(handle) != 0;
    }

    /// <summary>Whether x and y are angles.</summary>
    internal bool IsGeographic { get; }

    /// <summary>Whether its authority writes latitude or northing first. Here x is first all the same.</summary>
    internal bool IsNorthingFirst => Native.OSREPSGTreatsAsLatLong(_handle) != 0 || Native.OSREPSGTreatsAsNorthingEasting(_handle) != 0;

    internal ReferenceHandle Handle => _handle;

    /// <summary>The system of that name (<c>EPSG:32632</c>, <c>OGC:CRS84</c>, <c>CRS:84</c>) or WKT; null if it is not known.</summary>
    internal static CoordinateReference? Find(string definition)
    {
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        if (definition.Contains('[', StringComparison.Ordinal))
        {
            return Adopt(Native.OSRNewSpatialReference(definition), 0);
        }

        if (definition.Split(':') is not [var authority, var code] || !IsPlain(authority) || !IsPlain(code))
        {
            return null;
        }

        var handle = Native.OSRNewSpatialReference(null);
        var name = authority.ToUpperInvariant();
        return (name, code.ToUpperInvariant()) switch
        {
            ("OGC", "CRS84") or ("CRS", "84") => Adopt(handle, Native.OSRSetFromUserInput(handle, "OGC:CRS84")),
            ("EPSG", "900913") => Adopt(handle, Native.OSRImportFromEPSG(handle, 3857)),
            ("EPSG", _) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Adopt(handle, Native.OSRImportFromEPSG(handle, number))
                : null,
            _ => Adopt(handle, Native.OSRSetFromUserInput(handle, $"{name}:{code}")),
        };
    }

    /// <summary>Such as <c>EPSG:32632</c>; null if no authority named it.</summary>
    internal string? Name()
    {
        if (Native.OSRGetAuthorityCode(_handle, null) == 0)
        {
            _ = Native.OSRAutoIdentifyEPSG(_handle);
        }

        var authority = Marshal.PtrToStringUTF8(Native.OSRGetAuthorityName(_handle, null));
        var code = Marshal.PtrToStringUTF8(Native.OSRGetAuthorityCode(_handle, null));
        GdalErrors.Clear();
        return authority is null || code is null ? null : $"{authority}:{code}";
    }

    internal string Wkt()
    {
        _ = Native.OSRExportToWkt(_handle, out var text);
        var wkt = Marshal.PtrToStringUTF8(text) ?? "";
        Native.VSIFree(text);
        return wkt;
    }

    /// <summary>As PROJJSON; null where PROJ cannot write it so.</summary>
    internal string? ProjJson()
    {
        var error = Native.OSRExportToPROJJSON(_handle, out var text, 0);
        var json = error == 0 ? Marshal.PtrToStringUTF8(text) : null;
        Native.VSIFree(text);
        GdalErrors.Clear();
        return json;
    }

    internal bool IsSameAs(CoordinateReference other) => Native.OSRIsSame(_handle, other._handle) != 0;

    public void Dispose() => _handle.Dispose();

    private static CoordinateReference? Adopt(ReferenceHandle handle, int error)
    {
        GdalErrors.Clear();
        if (error == 0 && !handle.IsInvalid)
        {
            return new(handle);
        }

        handle.Dispose();
        return null;
    }

    private static bool IsPlain(string part) =>
        part.Length is > 0 and <= LongestName && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
