namespace Graticule.Server.Maps;

/// <summary>Limits of the map services, and how long links to maps live.</summary>
internal sealed record MapOptions
{
    /// <summary>How long a link to the map of a result can be used.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Pixels along a side of the picture that a link to a map asks for.</summary>
    public int LinkSide { get; init; } = 600;

    /// <summary>Most pixels along a side of a picture; at most what <see cref="Raster.Rendering.MapRequest"/> allows.</summary>
    public int MostPixelsAlongSide { get; init; } = 4096;

    /// <summary>Pictures of at most so many pixels along both sides are kept in memory.</summary>
    public int TileSide { get; init; } = 512;

    /// <summary>Memory for kept pictures, in bytes; 0 keeps none.</summary>
    public long CacheBytes { get; init; } = 256L << 20;

    /// <summary>Largest coverage that is cut out, in bytes of its samples before compression.</summary>
    public long MaxCoverageBytes { get; init; } = 2L << 30;

    /// <summary>How long a client may show a picture without asking again, in seconds.</summary>
    public int MaxAge { get; init; } = 300;
}
