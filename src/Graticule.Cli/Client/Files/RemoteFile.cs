using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client.Files;

/// <summary>A file as a server knows it.</summary>
/// <param name="Id">Of the server's choice.</param>
/// <param name="Name">Without folders.</param>
/// <param name="Path">Below the work folder of the job that wrote it; its name where no job did.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha512">In small hexadecimal letters; null: the server does not say.</param>
internal sealed record RemoteFile(string Id, string Name, string Path, long Size, string? Sha512)
{
    /// <exception cref="ProblemException">Unsupported: this is no file of the API.</exception>
    public static RemoteFile Read(JsonObject document)
    {
        if (document["id"] is not JsonValue id || document["name"] is not JsonValue name || document["decryptedSize"] is not JsonValue size)
        {
            throw new ProblemException(ProblemKind.Unsupported, "The server's answer has no id, name and decryptedSize; is this a server of the API /api/v2?");
        }

        var hash = (document["fileChecksums"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(sum => ((string?)sum["hashFunction"])?.Replace("-", "", StringComparison.Ordinal).Equals("sha512", StringComparison.OrdinalIgnoreCase) == true);
        return new((string)id!, (string)name!, (string?)document["relativePath"] ?? (string)name!, (long)size, ((string?)hash?["fileHash"])?.ToLowerInvariant());
    }
}
