using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Gdal;

/// <summary>A null-terminated list of strings in GDAL's memory: creation options, driver names.</summary>
internal sealed class StringListHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public StringListHandle(params IEnumerable<string> values)
        : base(ownsHandle: true)
    {
        foreach (var value in values)
        {
            SetHandle(Native.CSLAddString(handle, value));
        }
    }

    protected override bool ReleaseHandle()
    {
        Native.CSLDestroy(handle);
        return true;
    }
}
