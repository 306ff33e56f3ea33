namespace Graticule.Jobs.Files.Library;

/// <summary>The rows of users' files. Every write has reached the database when its task ends; deleted files are rows too.</summary>
public interface IUserFileStore
{
    /// <summary>All in one step, or none: false where an id is taken.</summary>
    /// <param name="files">Of any owners.</param>
    /// <param name="quota">Most bytes of an owner.</param>
    /// <param name="cancellationToken">Gives up before the write.</param>
    /// <exception cref="ProblemException">TooLarge: an owner would have more than the quota.</exception>
    Task<bool> AddAsync(IReadOnlyList<UserFile> files, long quota, CancellationToken cancellationToken);

    /// <summary>Null where there never was one.</summary>
    UserFile? Find(string id);

    /// <summary>In the order of the ids; those that are unknown are missing.</summary>
    IReadOnlyList<UserFile> Find(IReadOnlyList<string> ids);

    /// <summary>Deleted ones are left out.</summary>
    UserFilePage List(UserFileFilter filter);

    /// <summary>
    /// Saves name, type, tags and shares as the change makes them of what is stored; null where there is none, or it is deleted. The change may
    /// be asked twice, and must have no other effect.
    /// </summary>
    Task<UserFile?> ChangeAsync(string id, Func<UserFile, UserFile> change, CancellationToken cancellationToken);

    /// <summary>Marks as deleted, and answers those that were not before.</summary>
    Task<IReadOnlyList<UserFile>> DeleteAsync(IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellationToken);

    FileUsage Usage(string owner);

    /// <summary>Keeps blobs for a holder, whatever becomes of the files.</summary>
    Task HoldAsync(string holder, IReadOnlyList<string> digests, CancellationToken cancellationToken);

    /// <summary>Ends all that a holder holds, and answers the digests.</summary>
    Task<IReadOnlyList<string>> ReleaseAsync(string holder, CancellationToken cancellationToken);

    /// <summary>Whether a file that is not deleted has these bytes, or somebody holds them.</summary>
    bool IsUsed(string sha512);
}
