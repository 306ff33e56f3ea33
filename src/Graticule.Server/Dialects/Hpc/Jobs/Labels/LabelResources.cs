using Graticule.Server.Dialects.Hpc.Throttling;
using static Graticule.Server.Dialects.Hpc.HpcResource;

namespace Graticule.Server.Dialects.Hpc.Jobs.Labels;

/// <summary>What this folder adds to the table of the dialect: what owners say of jobs and files, and to whom they show jobs.</summary>
internal static class LabelResources
{
    public static IReadOnlyList<HpcResource> All { get; } =
    [
        Post("/jobs/{id}/share", SharePages.ShareAsync),
        Get("/jobs/{id}/tags", TagPages.ListOfJobAsync) with { Throttle = ThrottleScope.JobsUsage },
        Post("/jobs/{id}/tags", TagPages.AddToJobAsync),
        Delete("/jobs/{id}/tags", TagPages.RemoveFromJobAsync),
        Get("/files/{id}/tags", TagPages.ListOfFileAsync) with { Throttle = ThrottleScope.FileAccess },
        Post("/files/{id}/tags", TagPages.AddToFileAsync),
        Delete("/files/{id}/tags", TagPages.RemoveFromFileAsync),
        Get("/jobs/{id}/custom-fields", CustomFieldPages.ShowAsync) with { Throttle = ThrottleScope.JobsUsage },
        Post("/jobs/{id}/custom-fields", CustomFieldPages.ChangeAsync),
        Post("/organizations/{organization}/jobs/{id}/project-assignment", ProjectPages.AssignAsync),
    ];
}
