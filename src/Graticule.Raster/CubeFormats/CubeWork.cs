using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

/// <summary>A cube that is to be written.</summary>
/// <param name="Cube">What.</param>
/// <param name="Folder">Where; exists.</param>
/// <param name="Name">Beginning of the names of its files, without extension.</param>
public sealed record CubeWork(Cube Cube, string Folder, string Name)
{
    /// <summary>Options of the format, by name: texts, truths, numbers; null is as good as absent.</summary>
    public IReadOnlyDictionary<string, object?> Options { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Threads that compute.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Bound of the memory for pixels, in bytes.</summary>
    public long MostBytes { get; init; } = 256L << 20;

    /// <summary>Told the share that is done, from 0 to 1, never less than before.</summary>
    public IProgress<double>? Progress { get; init; }

    public CancellationToken CancellationToken { get; init; }
}
