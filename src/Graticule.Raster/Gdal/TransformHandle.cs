using Microsoft.Win32.SafeHandles;

namespace Graticule.Raster.Gdal;

/// <summary>A coordinate transformation in GDAL's memory. It belongs to one thread at a time.</summary>
internal sealed class TransformHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Native.OCTDestroyCoordinateTransformation(handle);
        return true;
    }
}
