using Graticule.Server.Dialects.Hpc.Throttling;

namespace Graticule.Server.Dialects.Hpc.Setup;

/// <summary>The entry <c>throttling</c>: requests an hour by scope; 0 is as many as anybody likes.</summary>
internal static class ThrottleEntry
{
    private static readonly string[] Keys = ["user", "jobSubmission", "jobsUsage", "fileAccess"];

    public static ThrottleLimits Read(InputObject entry, ThrottleLimits usual)
    {
        entry.RefuseOthers(Keys);
        return new()
        {
            User = entry.Integer("user", least: 0) ?? usual.User,
            JobSubmission = entry.Integer("jobSubmission", least: 0) ?? usual.JobSubmission,
            JobsUsage = entry.Integer("jobsUsage", least: 0) ?? usual.JobsUsage,
            FileAccess = entry.Integer("fileAccess", least: 0) ?? usual.FileAccess,
        };
    }
}
