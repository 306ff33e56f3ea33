using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Hosting;

/// <summary>Stands where no renderer is: every map is unavailable.</summary>
internal sealed class NoRenderer : IMapRenderer
{
    public Task<ReadOnlyMemory<byte>> DrawAsync(MapRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<LayerInfo> DescribeAsync(LayerRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task<PointValues> ProbeAsync(PointRequest request, CancellationToken cancellationToken) => throw Missing();

    public Task WriteAsync(CoverageRequest request, CancellationToken cancellationToken) => throw Missing();

    private static ProblemException Missing() => new(ProblemKind.Unavailable, "This server draws no maps.");
}
