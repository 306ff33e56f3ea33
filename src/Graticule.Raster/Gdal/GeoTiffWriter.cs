using Graticule.Raster.Pixels;

namespace Graticule.Raster.Gdal;

/// <summary>Writes a GeoTIFF block by block, in any order, from any thread. What is written is a whole file only after <see cref="Finish"/>.</summary>
internal sealed unsafe class GeoTiffWriter : IDisposable
{
    /// <summary>GDAL's option that masks lie in the file and not beside it.</summary>
    internal const string MaskWithin = "GDAL_TIFF_INTERNAL_MASK";

    private const int MaskOfAllBands = 2;

    private readonly Lock _gate = new();
    private readonly DatasetHandle _dataset;
    private readonly string _path;

    internal GeoTiffWriter(string path, GeoTiffLayout layout)
    {
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        Layout = layout;
        _path = path;
        using var options = new StringListHandle(layout.CreationOptions());
        _dataset = Native.GDALCreate(
            GdalDrivers.Get("GTiff"), path, layout.Width, layout.Height, layout.Bands, (int)layout.Type, options);
        if (_dataset.IsInvalid)
        {
            throw Failure("cannot be created");
        }

        Describe();
    }

    internal GeoTiffLayout Layout { get; }

    /// <summary>Declares that a band says how opaque the picture is; before anything is written.</summary>
    internal void MarkAlpha(int band)
    {
        if (band > 0)
        {
            _ = Native.GDALSetRasterColorInterpretation(Native.GDALGetRasterBand(_dataset, band), (int)BandColor.Alpha);
        }
    }

    /// <summary>Names a band.</summary>
    internal void Describe(int band, string name)
    {
        lock (_gate)
        {
            Native.GDALSetDescription(Native.GDALGetRasterBand(_dataset, band), name);
        }
    }

    /// <summary>Declares that values are samples times a factor plus an offset.</summary>
    internal void Scale(int band, double factor, double offset)
    {
        lock (_gate)
        {
            var handle = Native.GDALGetRasterBand(_dataset, band);
            _ = Native.GDALSetRasterScale(handle, factor);
            _ = Native.GDALSetRasterOffset(handle, offset);
        }
    }

    /// <summary>Adds a mask to the file that says which pixels are there, whatever their samples; before anything is written.</summary>
    internal void AddMask()
    {
        GdalErrors.Clear();
        Native.CPLSetThreadLocalConfigOption(MaskWithin, "YES");
        var error = Native.GDALCreateDatasetMaskBand(_dataset, MaskOfAllBands);
        Native.CPLSetThreadLocalConfigOption(MaskWithin, null);
        if (error >= Native.ErrorFailure)
        {
            throw Failure("cannot be given a mask");
        }
    }

    /// <summary>Adds a fact about the file.</summary>
    internal void Note(string name, string value)
    {
        lock (_gate)
        {
            _ = Native.GDALSetMetadataItem(_dataset.Value, name, value, null);
        }
    }

    /// <summary>Adds a fact about a band, such as <c>STATISTICS_MINIMUM</c>.</summary>
    internal void Note(int band, string name, string value)
    {
        lock (_gate)
        {
            _ = Native.GDALSetMetadataItem(Native.GDALGetRasterBand(_dataset, band), name, value, null);
        }
    }

    /// <summary>Declares what stands for nodata, in all bands; also after they were written.</summary>
    internal void DeclareNoData(double value)
    {
        lock (_gate)
        {
            for (var band = 1; band <= Layout.Bands; band++)
            {
                _ = Native.GDALSetRasterNoDataValue(Native.GDALGetRasterBand(_dataset, band), value);
            }
        }
    }

    /// <summary>Writes one block; those at the edges are as large as the others, and what lies outside the image is ignored.</summary>
    /// <param name="band">From 1; 0: the mask, where 0 is nothing and 255 is something.</param>
    /// <param name="blockColumn">Of the block, among blocks.</param>
    /// <param name="blockRow">Of the block, among blocks.</param>
    /// <param name="samples">Row by row.</param>
    internal void Write(int band, int blockColumn, int blockRow, ReadOnlySpan<byte> samples)
    {
        var (width, height) = Layout.Block;
        if (samples.Length < width * height * Layout.Type.Size())
        {
            throw new ArgumentException("A block is written whole.", nameof(samples));
        }

        lock (_gate)
        {
            GdalErrors.Clear();
            fixed (byte* block = samples)
            {
                var handle = Native.GDALGetRasterBand(_dataset, Math.Max(1, band));
                var error = Native.GDALWriteBlock(band == 0 ? Native.GDALGetMaskBand(handle) : handle, blockColumn, blockRow, block);
                if (error >= Native.ErrorFailure)
                {
                    throw Failure("cannot be written");
                }
            }
        }
    }

    /// <summary>Writes what is still in memory and closes the file.</summary>
    /// <exception cref="GdalException">Not all of it could be written.</exception>
    internal void Finish()
    {
        GdalErrors.Clear();
        _dataset.Dispose();
        if (GdalErrors.Any)
        {
            throw Failure("cannot be completed");
        }
    }

    public void Dispose() => _dataset.Dispose();

    private void Describe()
    {
        if (Layout.Georeference is { } place)
        {
            fixed (double* coefficients = place.Transform.ToArray())
            {
                _ = Native.GDALSetGeoTransform(_dataset, coefficients);
            }

            if (place.Wkt.Length > 0)
            {
                _ = Native.GDALSetProjection(_dataset, place.Wkt);
            }
        }

        if (Layout.NoData is { } noData)
        {
            DeclareNoData(noData);
        }
    }

    private GdalException Failure(string what) => new($"The output {what}: {GdalErrors.Take(_path)}.");
}
