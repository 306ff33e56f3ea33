using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>Variables of the environment as libraries see them: those that are set in .NET stay there.</summary>
internal static partial class NativeEnvironment
{
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Set(string name, string value, int overwrite);
}
