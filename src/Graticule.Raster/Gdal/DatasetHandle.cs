using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Gdal;

/// <summary>An open GDAL dataset. It belongs to one thread at a time.</summary>
internal sealed class DatasetHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>For functions that take a list of datasets; valid while this object is in use.</summary>
    internal nint Value => handle;

    protected override bool ReleaseHandle()
    {
        Native.GDALClose(handle);
        return true;
    }
}
