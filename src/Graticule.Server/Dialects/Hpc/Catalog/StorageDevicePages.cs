using static Graticule.Server.Dialects.Hpc.HpcResource;

namespace Graticule.Server.Dialects.Hpc.Catalog;

/// <summary>High-performance storage that clusters share: there is none here, and that is said.</summary>
internal static class StorageDevicePages
{
    private const string Reason =
        "This installation has no storage devices: the work folder of a job is on the disks of the machine that runs it. Leave the storage device out.";

    public static IReadOnlyList<HpcResource> Resources { get; } =
    [
        Get("/storage-devices", request => request.SendPageAsync<string>([], id => id)),
        Post("/storage-devices", RefuseAsync),
        Post("/jobs/{id}/storage-devices", RefuseAsync),
        Get("/storage-devices/{id}", LackAsync),
        Post("/storage-devices/{id}/submit", LackAsync),
        Get("/storage-devices/{id}/statuses", LackAsync),
        Get("/storage-devices/{id}/file-downloads", LackAsync),
        Post("/storage-devices/{id}/file-downloads", LackAsync),
    ];

    /// <summary>501: well asked, and not to be had here.</summary>
    private static Task RefuseAsync(HpcRequest request) => throw HpcErrors.Detail(StatusCodes.Status501NotImplemented, Reason);

    private static Task LackAsync(HpcRequest request) => throw HpcErrors.NotFound;
}
