using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>Has the folders of registered files scanned now, and waits for the end.</summary>
/// <exception cref="IOException">The scan failed.</exception>
internal delegate Task ScanNow(CancellationToken cancellationToken);

/// <summary>What the service of chips stands on.</summary>
/// <param name="Index">Registered files.</param>
/// <param name="Scan">Null: no folders are given to this server to look after.</param>
internal sealed record ChipmunkParts(ArdIndex Index, ScanNow? Scan);
