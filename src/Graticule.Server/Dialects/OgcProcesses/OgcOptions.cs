namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>How this dialect presents itself, and its limits.</summary>
internal sealed record OgcOptions
{
    public string Title { get; init; } = "Graticule";

    public string Description { get; init; } = "Geospatial processing through OGC API - Processes.";

    /// <summary>Whether a request needs a key; declared in the OpenAPI document.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>Largest body of a request to run a process, inline inputs included, in bytes.</summary>
    public long MaxRequestLength { get; init; } = 32L << 20;

    /// <summary>Largest package, as it is sent, in bytes.</summary>
    public long MaxPackageLength { get; init; } = 4L << 20;

    /// <summary>Largest uploaded file, in bytes.</summary>
    public long MaxUploadLength { get; init; } = 8L << 30;

    /// <summary>Largest file that is put into a JSON document, in bytes; a larger one is given by its address.</summary>
    public long MaxInlineLength { get; init; } = 16L << 20;
}
