using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>
/// A value that lies elsewhere. Written into a spec's inputs as an object with one reserved member, so that no literal value can be
/// taken for one: <c>$href</c>, fetched before the job runs, or <c>$file</c>, a key of the file store. What the process sees in its
/// place is the path of a file or folder in its folder (<see cref="Parameter.IsFile"/>, <see cref="Parameter.IsFolder"/>), or else the
/// content as JSON.
/// </summary>
/// <param name="Href">Remote address; null for a stored file.</param>
/// <param name="FileKey">Key in the file store; null for a remote address.</param>
/// <param name="MediaType">What the caller said it is.</param>
/// <param name="FolderKey">What the keys of a stored folder's files begin with; the file is one of them then.</param>
public sealed record InputReference(Uri? Href, string? FileKey, string? MediaType, string? FolderKey = null)
{
    private const string HrefMember = "$href";
    private const string FileMember = "$file";
    private const string FolderMember = "$folder";
    private const string TypeMember = "$type";

    public static bool TryRead(JsonNode? value, out InputReference reference)
    {
        reference = new(null, null, null);
        if (value is not JsonObject found)
        {
            return false;
        }

        var (href, file) = (Text(found, HrefMember), Text(found, FileMember));
        reference = new(Uri.TryCreate(href, UriKind.Absolute, out var address) ? address : null, file, Text(found, TypeMember), Text(found, FolderMember));
        return reference.Href is not null || file is not null;
    }

    public JsonObject Write()
    {
        JsonObject written = [];
        if (Href is not null)
        {
            written[HrefMember] = Href.AbsoluteUri;
        }

        if (FileKey is not null)
        {
            written[FileMember] = FileKey;
        }

        if (FolderKey is not null)
        {
            written[FolderMember] = FolderKey;
        }

        if (MediaType is not null)
        {
            written[TypeMember] = MediaType;
        }

        return written;
    }

    private static string? Text(JsonObject found, string member) => found[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
