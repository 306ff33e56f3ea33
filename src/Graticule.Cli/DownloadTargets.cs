using Graticule.Cli.Client.Files;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>Where fetched files go: names come from the server, and never lead out of the folder that the user named.</summary>
/// <param name="place">A folder, or the name of the one file.</param>
/// <param name="isFolder">Whether it can only be a folder.</param>
internal sealed class DownloadTargets(string place, bool isFolder)
{
    /// <exception cref="ProblemException">InvalidInput: the name leads elsewhere.</exception>
    public string Of(RemoteFile file)
    {
        if (!isFolder && !Directory.Exists(place) && !place.EndsWith(Path.DirectorySeparatorChar))
        {
            return Path.GetFullPath(place);
        }

        var folder = Path.GetFullPath(place);
        var target = Path.GetFullPath(Path.Combine(folder, file.Path.Replace('\\', '/')));
        var isInside = target.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !file.Path.Any(char.IsControl);
        return isInside ? target : throw new ProblemException(ProblemKind.InvalidInput, $"The server calls a file '{file.Path}', which leads out of {folder}; name it yourself with --output.", file.Id);
    }

    /// <summary>Whether the very bytes are there already.</summary>
    /// <exception cref="ProblemException">Conflict: others are, and may not be replaced.</exception>
    public static async Task<bool> IsThereAsync(RemoteFile file, string target, bool replaces, CancellationToken cancellationToken)
    {
        if (!File.Exists(target))
        {
            return false;
        }

        if (file.Sha512 is not null && new FileInfo(target).Length == file.Size)
        {
            var (hash, _) = await LocalFile.HashAsync(target, _ => { }, cancellationToken);
            if (Convert.ToHexStringLower(hash) == file.Sha512)
            {
                return true;
            }
        }

        return !replaces ? throw new ProblemException(ProblemKind.Conflict, $"{target} is there with other bytes; --force replaces it.") : false;
    }
}
