namespace Graticule.Jobs;

/// <summary>Where a server keeps everything that outlives it. One server at a time owns a data folder.</summary>
public sealed record DataFolder(string Root)
{
    /// <summary>SQLite database: jobs, deliveries, keys.</summary>
    public string Database => Path.Combine(Root, "graticule.db");

    /// <summary>Made with the database. Where it is and the database is not, the database was lost, and no empty one takes its place.</summary>
    public string Marker => Path.Combine(Root, "initialized");

    /// <summary>Locked by the server that owns the folder; beside it, <c>server.lock.pid</c> names its process.</summary>
    public string Lock => Path.Combine(Root, "server.lock");

    /// <summary>Root of the file store: <c>jobs/{id}/…</c> results and logs, <c>uploads/{owner}/…</c>, <c>blobs/…</c>, <c>inline/…</c>, <c>collections/…</c>.</summary>
    public string Files => Path.Combine(Root, "files");

    /// <summary>Files of users that are being uploaded; those with an upload id outlive the server, and are carried on with.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Workspaces of attempts under way: <c>{job}/{attempt}/</c>, and what they keep for each other: <c>{job}/kept/</c>.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>Remote inputs by content, shared by all jobs; may be deleted at any time.</summary>
    public string Cache => Path.Combine(Root, "cache");

    /// <summary>Index of the registered data sets of observations, a folder each; scans make it again from the files.</summary>
    public string Observations => Path.Combine(Root, "observations");

    /// <summary>SQLite database of the results of change detection, where no other store is named.</summary>
    public string Change => Path.Combine(Root, "change.db");

    /// <summary>Index of the registered files of analysis ready data, a file each tile; scans make it again from the files.</summary>
    public string Ard => Path.Combine(Root, "ard");

    /// <summary>The owner key that the first start makes; mode 0600.</summary>
    public string AdminKey => Path.Combine(Root, "admin.key");

    /// <summary>Key of the HMAC that signs callbacks; mode 0600.</summary>
    public string CallbackKey => Path.Combine(Root, "callback.key");

    /// <summary>Key of the HMAC that signs links to maps; mode 0600.</summary>
    public string MapKey => Path.Combine(Root, "map.key");

    /// <summary>Key of the HMAC that signs links to results; mode 0600.</summary>
    public string ResultKey => Path.Combine(Root, "result.key");

    /// <summary>Coverages that are being cut out for a caller; nothing in it outlives a start.</summary>
    public string Coverages => Path.Combine(Root, "coverages");
}
