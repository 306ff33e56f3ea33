namespace Graticule.Raster.Gdal;

/// <summary>Makes sure that what GDAL is asked to open is a plain file of the local disk and nothing that GDAL reads as a command.</summary>
internal static class RasterPath
{
    /// <summary>
    /// The absolute path of a file that exists. An absolute path starts with a slash, so no driver prefix
    /// (<c>NETCDF:</c>, <c>GTIFF_DIR:</c>), address or XML text survives; what GDAL serves below <c>/vsi</c> is refused.
    /// </summary>
    /// <exception cref="RasterFileException">The name is not that of an ordinary file.</exception>
    internal static string Check(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new RasterFileException("", "A file name must not contain a NUL character.");
        }

        var file = Path.GetFullPath(path);
        var name = Path.GetFileName(file);
        if (file.StartsWith("/vsi", StringComparison.OrdinalIgnoreCase))
        {
            throw new RasterFileException(name, $"'{name}' is a path into one of GDAL's virtual file systems; give the path of a local file.");
        }

        if (!File.Exists(file))
        {
            throw new RasterFileException(name, $"'{name}' is not a file on this machine; give the path of a file in {GdalDrivers.Accepted}.");
        }

        return file;
    }
}
