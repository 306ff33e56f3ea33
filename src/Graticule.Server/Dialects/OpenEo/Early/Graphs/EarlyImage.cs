namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>What a process of an early version gives on, as far as the translation of the next one depends on it.</summary>
/// <param name="Node">Id of the node of today that makes it.</param>
internal sealed record EarlyImage(string Node)
{
    /// <summary>Name of its dimension of time; null where there is none, or none any more.</summary>
    public string? Time { get; init; }

    /// <summary>Name of its dimension of bands; null where there is none, or none any more.</summary>
    public string? BandDimension { get; init; }

    /// <summary>Its bands in their order; empty where they are not known.</summary>
    public IReadOnlyList<EarlyBand> Bands { get; init; } = [];

    /// <summary>Whether it is made of geometries instead of pixels.</summary>
    public bool IsVector { get; init; }
}
