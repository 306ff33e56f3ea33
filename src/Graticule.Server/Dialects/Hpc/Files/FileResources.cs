using Graticule.Server.Dialects.Hpc.Throttling;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>What this folder adds to the table of the dialect.</summary>
internal static class FileResources
{
    public static IReadOnlyList<HpcResource> All { get; } =
    [
        HpcResource.Get("/files", FileList.SendAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Post("/files/contents", UploadPages.SaveAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Put("/files/contents", UploadPages.SaveAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Get("/files/contents/{upload}", ResumablePages.ShowAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Put("/files/contents/{upload}", ResumablePages.AddAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Delete("/files/contents/{upload}", ResumablePages.DropAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Get("/files/{id}", FilePages.ShowAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Put("/files/{id}", FilePages.ChangeAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Patch("/files/{id}", FilePages.ChangeAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Delete("/files/{id}", FilePages.DeleteAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Get("/files/{id}/contents", ContentPages.SendAsync) with { Throttle = ThrottleScope.FileAccess },
        HpcResource.Get("/files/{id}/lines", ContentPages.SendLinesAsync) with { Throttle = ThrottleScope.FileAccess },
    ];
}
