namespace Graticule.Server.Dialects.Hpc;

/// <summary>Versions of the API: the public one, and the one of the vendor's own clients, of which a part is served.</summary>
[Flags]
internal enum HpcVersions
{
    None = 0,

    V2 = 1,

    V3 = 2,

    All = V2 | V3,
}
