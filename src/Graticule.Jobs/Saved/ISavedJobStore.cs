namespace Graticule.Jobs.Saved;

/// <summary>Saved jobs of all users. Every write has reached the database when its task ends.</summary>
public interface ISavedJobStore
{
    /// <summary>False where there is, or was, one of that id.</summary>
    Task<bool> AddAsync(SavedJob job, CancellationToken cancellationToken);

    /// <summary>Saves everything but id, owner and time of creation if the revision is still the stored one, and says whether it did.</summary>
    Task<bool> TryReplaceAsync(SavedJob job, CancellationToken cancellationToken);

    /// <summary>Whoever owns it; null where there is none, or it was removed.</summary>
    SavedJob? Find(string id);

    /// <summary>By the time of creation.</summary>
    SavedJobPage List(SavedJobFilter filter);

    /// <summary>All that are submitted and have not ended, oldest first.</summary>
    IReadOnlyList<SavedJob> ListOpen();
}
