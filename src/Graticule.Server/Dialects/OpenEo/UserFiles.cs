using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The files that a user uploaded, by their paths.</summary>
internal sealed class UserFiles(IFileStore files)
{
    /// <summary>Key of a file in the store, whether it is there or not.</summary>
    /// <exception cref="OpenEoException">FilePathInvalid.</exception>
    public string Key(Caller caller, string path)
    {
        var key = Uploads.Prefix(caller.Subject) + Plain(path);
        try
        {
            _ = files.FindPath(key);
            return key;
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.InvalidInput)
        {
            throw Errors.New("FilePathInvalid", $"The path '{path}' is not possible; it has names with '/' between them, none of them '.' or '..', and neither ':' nor '\\'.");
        }
    }

    /// <summary>Key of a file that is there; null where there is none.</summary>
    public string? Find(Caller caller, string path)
    {
        try
        {
            var key = Key(caller, path);
            return files.FindPath(key) is null ? null : key;
        }
        catch (OpenEoException)
        {
            return null;
        }
    }

    /// <summary>All files of the user, or those below a folder, ordered by path.</summary>
    public async Task<IReadOnlyList<UserFile>> ListAsync(Caller caller, string folder, CancellationToken cancellationToken)
    {
        var prefix = Uploads.Prefix(caller.Subject);
        List<UserFile> found = [];
        await foreach (var file in files.ListAsync(prefix + folder, cancellationToken))
        {
            found.Add(new(file.Key[prefix.Length..], file.Length, file.ModifiedAt));
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return found;
    }

    /// <summary>Bytes of all files of the user.</summary>
    public async Task<long> MeasureAsync(Caller caller, CancellationToken cancellationToken) =>
        (await ListAsync(caller, "", cancellationToken)).Sum(file => file.Length);

    /// <summary>Clients write paths with and without a slash or dot before them.</summary>
    public static string Plain(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.TrimStart('/');
}

/// <param name="Path">With <c>/</c> between the names.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ModifiedAt">When it was written last.</param>
internal sealed record UserFile(string Path, long Length, DateTimeOffset ModifiedAt);
