using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>What the dialect stands on.</summary>
internal sealed record CdmsParts
{
    public required JobEngine Engine { get; init; }

    public required IFileStore Files { get; init; }

    public required DatasetCatalog Datasets { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whether links follow what a proxy says of the caller's address; where the operator has said it, that holds.</summary>
    public bool FollowsProxies { get; init; } = true;
}
