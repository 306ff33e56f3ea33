using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Gdal;

/// <summary>A coordinate reference system in GDAL's memory.</summary>
internal sealed class ReferenceHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Native.OSRDestroySpatialReference(handle);
        return true;
    }
}
