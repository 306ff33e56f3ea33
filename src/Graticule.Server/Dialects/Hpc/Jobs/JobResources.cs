using Graticule.Server.Dialects.Hpc.Throttling;
using static Graticule.Server.Dialects.Hpc.HpcResource;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>What this folder adds to the table of the dialect.</summary>
internal static class JobResources
{
    public static IReadOnlyList<HpcResource> All { get; } =
    [
        Read("/jobs", JobPages.ListAsync),
        Post("/jobs", JobPages.CreateAsync),
        Read("/jobs/{id}", JobPages.ShowAsync),
        Put("/jobs/{id}", JobPages.ChangeAsync),
        Patch("/jobs/{id}", JobPages.ChangeAsync),
        Delete("/jobs/{id}", JobPages.DeleteAsync),
        Post("/jobs/{id}/submit", Submission.SubmitAsync) with { Throttle = ThrottleScope.JobSubmission },
        Post("/jobs/{id}/stop", StopPages.StopAsync),
        Read("/jobs/{id}/statuses", StatusPages.ListJobAsync),
        Read("/jobs/{id}/cluster_statuses", StatusPages.ListClusterAsync),
        Read("/jobs/{id}/instances", StatusPages.ListInstancesAsync),
        Read("/jobs/{id}/files", RunPages.ListFilesAsync),
        Read("/jobs/{id}/runs", RunPages.ListAsync),
        Read("/jobs/{id}/runs/{run}", RunPages.ShowAsync),
        Read("/jobs/{id}/runs/{run}/files", RunPages.ListRunFilesAsync),
        Read("/jobs/{id}/runs/{run}/directory-contents", LivePages.ListAsync),
        Read("/jobs/{id}/runs/{run}/tail/{**path}", LivePages.TailAsync),
        Post("/jobs/{id}/runs/{run}/stop", StopPages.StopRunAsync),
        Post("/jobs/{id}/runs/{run}/snapshot", LivePages.SnapshotAsync),
    ];

    private static HpcResource Read(string pattern, HpcAnswer answer) => Get(pattern, answer) with { Throttle = ThrottleScope.JobsUsage };
}
