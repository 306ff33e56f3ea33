using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Gdal;

/// <summary>An open GDAL dataset. It belongs to one thread at a time.</summary>
internal sealed class DatasetHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Native.GDALClose(handle);
        return true;
    }
}
