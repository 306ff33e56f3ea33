namespace Graticule.Raster.Rendering;

/// <summary>
/// Draws, describes and cuts raster files. Implemented where GDAL is (<c>MapRenderer</c>), and in the server by a client of the process
/// that GDAL runs in.
/// </summary>
public interface IMapRenderer
{
    /// <summary>The picture in the format that was asked for.</summary>
    /// <exception cref="MapRequestException">The request cannot be served; the file cannot be read.</exception>
    Task<ReadOnlyMemory<byte>> DrawAsync(MapRequest request, CancellationToken cancellationToken);

    /// <exception cref="MapRequestException">The file cannot be read, or the CRS is not known.</exception>
    Task<LayerInfo> DescribeAsync(LayerRequest request, CancellationToken cancellationToken);

    /// <summary>The values of all bands at a point.</summary>
    /// <exception cref="MapRequestException">The file cannot be read, or the CRS is not known.</exception>
    Task<PointValues> ProbeAsync(PointRequest request, CancellationToken cancellationToken);

    /// <summary>Writes a part of the file, resampled or not, as a file of its own.</summary>
    /// <exception cref="MapRequestException">The request cannot be served; the file cannot be read or written.</exception>
    Task WriteAsync(CoverageRequest request, CancellationToken cancellationToken);
}
