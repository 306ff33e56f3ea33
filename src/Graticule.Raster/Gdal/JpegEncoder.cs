namespace Graticule.Raster.Gdal;

/// <summary>Makes JPEG pictures with GDAL's driver, from memory into memory.</summary>
internal static unsafe class JpegEncoder
{
    [ThreadStatic]
    private static bool _isHurried;

    /// <summary>A baseline JPEG with halved colour resolution.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="pixels">Row by row; the channels of a pixel lie together.</param>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="GdalException">There is no memory for it.</exception>
    internal static byte[] Encode(int width, int height, int channels, ReadOnlySpan<byte> pixels, int quality)
    {
        if (pixels.Length < (long)width * height * channels)
        {
            throw new ArgumentException("A picture is encoded whole.", nameof(pixels));
        }

        GdalLibrary.EnsureReady();
        Hurry();
        GdalErrors.Clear();
        var name = $"/vsimem/{Guid.NewGuid():N}.jpg";
        using var none = new StringListHandle("INTERLEAVE=PIXEL");
        using var picture = Native.GDALCreate(GdalDrivers.Get("MEM"), "", width, height, channels, (int)Pixels.PixelType.UInt8, none);
        if (picture.IsInvalid || !Fill(picture, width, height, channels, pixels))
        {
            throw Failure();
        }

        using (var options = new StringListHandle($"QUALITY={quality}"))
        {
            using var written = Native.GDALCreateCopy(GdalDrivers.Get("JPEG"), name, picture, 0, options, null, null);
            if (written.IsInvalid)
            {
                _ = Native.VSIUnlink(name);
                throw Failure();
            }
        }

        var bytes = Native.VSIGetMemFileBuffer(name, out var length, unlink: 1);
        try
        {
            return new ReadOnlySpan<byte>((void*)bytes, checked((int)length)).ToArray();
        }
        finally
        {
            Native.VSIFree(bytes);
        }

        static GdalException Failure() => new($"The picture cannot be encoded as JPEG: {GdalErrors.Take()}.");
    }

    /// <summary>
    /// Has GDAL neither check the options that are written above nor read the file again that it has just written; on this thread only.
    /// </summary>
    private static void Hurry()
    {
        if (!_isHurried)
        {
            Native.CPLSetThreadLocalConfigOption("GDAL_VALIDATE_CREATION_OPTIONS", "NO");
            Native.CPLSetThreadLocalConfigOption("GDAL_OPEN_AFTER_COPY", "NO");
            _isHurried = true;
        }
    }

    private static bool Fill(DatasetHandle picture, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        fixed (byte* source = pixels)
        {
            return Native.GDALDatasetRasterIOEx(
                picture, Native.Write, 0, 0, width, height, source, width, height, (int)Pixels.PixelType.UInt8,
                channels, null, channels, (long)width * channels, 1, 0) < Native.ErrorFailure;
        }
    }
}
