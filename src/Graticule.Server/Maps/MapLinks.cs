using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Makes links under which anybody who has them sees a file as a map, until they expire.</summary>
internal sealed class MapLinks(MapKey key, MapSources sources, Layers layers, MapOptions options, TimeProvider clock)
{
    /// <summary>A link that does not expire: to a file that is taken away when it is not to be seen any more.</summary>
    public LastingMapLink Lasting(MapAddress address, string fileKey, string layer) =>
        new(address, key.Sign(new(fileKey, layer, "application/json", DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.MaxValue.ToUnixTimeSeconds()))));

    /// <param name="address">Where the caller finds this server.</param>
    /// <param name="fileKey">Key in the file store.</param>
    /// <param name="layer">Name of the layer, such as that of the output.</param>
    /// <param name="mediaType">Of the file.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Null when the file is gone or is none that maps are made of.</returns>
    /// <exception cref="ProblemException">Unavailable: maps are not made just now.</exception>
    public async Task<MapLink?> FindAsync(MapAddress address, string fileKey, string layer, string mediaType, CancellationToken cancellationToken)
    {
        // To the day, so that a link that is made twice is the same one and pictures behind it stay known.
        var expiry = clock.GetUtcNow().Date.AddDays(1) + options.LinkLifetime;
        var map = key.Sign(new(fileKey, layer, mediaType, new(expiry, TimeSpan.Zero)));
        try
        {
            var source = sources.Find(map);
            return new(address, source, await layers.DescribeAsync(source, crs: null, cancellationToken), options.LinkSide);
        }
        catch (Exception exception) when (exception is MapFaultException or MapRequestException)
        {
            return null;
        }
    }
}
