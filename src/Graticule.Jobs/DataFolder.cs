namespace Graticule.Jobs;

/// <summary>Where a server keeps everything that outlives it. One server at a time owns a data folder.</summary>
public sealed record DataFolder(string Root)
{
    /// <summary>SQLite database: jobs, deliveries, keys.</summary>
    public string Database => Path.Combine(Root, "graticule.db");

    /// <summary>Root of the file store: <c>jobs/{id}/…</c> results and logs, <c>uploads/{owner}/…</c>, <c>inline/…</c>, <c>collections/…</c>.</summary>
    public string Files => Path.Combine(Root, "files");

    /// <summary>Workspaces of attempts under way: <c>{job}/{attempt}/</c>.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>Remote inputs by content, shared by all jobs; may be deleted at any time.</summary>
    public string Cache => Path.Combine(Root, "cache");

    /// <summary>The owner key that the first start makes; mode 0600.</summary>
    public string AdminKey => Path.Combine(Root, "admin.key");

    /// <summary>Key of the HMAC that signs callbacks; mode 0600.</summary>
    public string CallbackKey => Path.Combine(Root, "callback.key");
}
