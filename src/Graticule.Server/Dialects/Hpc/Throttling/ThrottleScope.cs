namespace Graticule.Server.Dialects.Hpc.Throttling;

/// <summary>Requests of a caller are counted by scope.</summary>
internal enum ThrottleScope
{
    /// <summary>What has no other scope.</summary>
    User,

    /// <summary>Submitting jobs.</summary>
    JobSubmission,

    /// <summary>Reading jobs, their statuses, files and runs.</summary>
    JobsUsage,

    /// <summary>Files and their contents.</summary>
    FileAccess,
}
