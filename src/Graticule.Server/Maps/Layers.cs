using System.Collections.Concurrent;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>What is known of files, kept until they change.</summary>
internal sealed class Layers(IMapRenderer renderer)
{
    private const int MostRemembered = 2000;

    private readonly ConcurrentDictionary<(string Identity, string? Crs, bool WithFigures), LayerInfo> _known = new();

    /// <summary>All but figures of the values.</summary>
    /// <exception cref="MapRequestException">The file cannot be read, or the CRS is not known.</exception>
    public ValueTask<LayerInfo> DescribeAsync(MapSource source, string? crs, CancellationToken cancellationToken) =>
        DescribeAsync(source, crs, withFigures: false, cancellationToken);

    /// <summary>With figures of the values, for which pixels are read.</summary>
    /// <exception cref="MapRequestException">The file cannot be read.</exception>
    public ValueTask<LayerInfo> DescribeWithFiguresAsync(MapSource source, CancellationToken cancellationToken) =>
        DescribeAsync(source, crs: null, withFigures: true, cancellationToken);

    /// <summary>Whether a pair of coordinates in the CRS has latitude or northing first.</summary>
    /// <exception cref="MapRequestException">The file cannot be read, or the CRS is not known.</exception>
    public async ValueTask<bool> IsNorthingFirstAsync(MapSource source, string crs, CancellationToken cancellationToken) =>
        CrsName.IsNorthingFirst(crs) ?? (await DescribeAsync(source, crs, cancellationToken)).AskedIsNorthingFirst;

    private ValueTask<LayerInfo> DescribeAsync(MapSource source, string? crs, bool withFigures, CancellationToken cancellationToken) =>
        _known.TryGetValue((source.Identity, crs, withFigures), out var info) ? new(info) : new(AskAsync(source, crs, withFigures, cancellationToken));

    private async Task<LayerInfo> AskAsync(MapSource source, string? crs, bool withFigures, CancellationToken cancellationToken)
    {
        var info = await renderer.DescribeAsync(new(source.Path, crs, withFigures), cancellationToken);
        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        return _known[(source.Identity, crs, withFigures)] = info;
    }
}
