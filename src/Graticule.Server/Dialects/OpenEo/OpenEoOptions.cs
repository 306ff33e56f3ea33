using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>How this dialect presents itself, and its limits.</summary>
internal sealed record OpenEoOptions
{
    public string Title { get; init; } = "Graticule";

    public string Description { get; init; } = "Data cubes out of collections and uploaded files, by process graphs.";

    /// <summary>Whether callers need neither key nor token, so that any name and password log in.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Versions before 1.0 that are served beside these, by others; the newest first.</summary>
    public IReadOnlyList<ApiVersion> EarlierVersions { get; init; } = [];

    /// <summary>Where people get tokens.</summary>
    public OidcOptions Oidc { get; init; } = new();

    /// <summary>Largest body that is no file, in bytes.</summary>
    public long MaxRequestLength { get; init; } = 32L << 20;

    /// <summary>Largest uploaded file, in bytes.</summary>
    public long MaxUploadLength { get; init; } = 8L << 30;

    /// <summary>Most bytes of files of one user.</summary>
    public long Quota { get; init; } = 64L << 30;

    /// <summary>How long a caller of <c>POST /result</c> is kept waiting.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long links to results work, at least.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromDays(7);
}
