using static Graticule.Server.Dialects.Hpc.HpcResource;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>What clients may ask for and no installation can have: 501 with the reason, and what there is in its place.</summary>
internal static class AbsentPages
{
    private const string NoStore =
        "Files are kept by this server itself, there is no object store to put them into: send them to files/contents/, or in pieces to files/contents/{upload}/, and read files/{id}/contents/.";

    private const string NoDesktop = "There are no remote desktops here, and nobody can log in to the machines of a job; runs/{n}/tail/ shows what it writes.";

    public static IReadOnlyList<HpcResource> Resources { get; } =
    [
        Post("/credentials", request => throw Absent(NoStore)) with { Versions = HpcVersions.V3 },
        Post("/files", request => throw Absent(NoStore)) with { Versions = HpcVersions.V3 },
        Post("/clusters/{id}/remote_viz_hardware_settings/password", request => throw Absent(NoDesktop)),
    ];

    private static HpcException Absent(string reason) => HpcErrors.Detail(StatusCodes.Status501NotImplemented, reason);
}
