using System.Text.Json.Nodes;

namespace Graticule.Jobs;

/// <summary>
/// One named result: a small JSON value, a file, or a folder of files. Exactly one of <paramref name="Value"/> and <paramref name="FileKey"/>
/// is set in a job.
/// </summary>
/// <param name="Name">The output's name in the process description.</param>
/// <param name="MediaType">Media type of the file, or of the value when it is written raw.</param>
/// <param name="Value">The value itself.</param>
/// <param name="FileKey">
/// In a report: the file's name in the workspace. In a job: its key in the file store. Of a folder: the file that speaks for it, such as its
/// STAC catalog; a report may leave that out, and the job has a list of the files then.
/// </param>
/// <param name="Length">Size in bytes of the file, or of all the files of the folder.</param>
/// <param name="FolderKey">In a report: the folder's name in the workspace. In a job: what the keys of its files begin with, without the slash. Null: no folder.</param>
public sealed record JobOutput(
    string Name, string MediaType, JsonNode? Value = null, string? FileKey = null, long? Length = null, string? FolderKey = null)
{
    /// <summary>Key of a file of the folder, by its path in it.</summary>
    public string KeyOf(string path) => $"{FolderKey}/{path}";
}
