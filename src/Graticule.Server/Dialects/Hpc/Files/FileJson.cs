using System.Text.Json.Nodes;
using Graticule.Jobs.Files.Library;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>A file as the API shows it: the same in lists, alone and as the input of a job.</summary>
internal static class FileJson
{
    private const string Container = "files";

    public static JsonObject Write(HpcRequest request, UserFile file) => new()
    {
        ["id"] = file.Id,
        ["name"] = file.Name,
        ["typeId"] = file.Type,
        ["owner"] = request.Parts.Configuration.Organization.EmailOf(file.Owner),
        ["dateUploaded"] = HpcDates.WithZ(file.UploadedAt),
        ["relativePath"] = file.RelativePath,
        ["path"] = PathOf(file),
        ["pathParts"] = new JsonObject { ["container"] = Container, ["path"] = PathOf(file) },
        ["storage"] = new JsonObject
        {
            ["id"] = "local",
            ["storageType"] = "LocalStorage",
            ["encryptionType"] = "default",
            ["connectionSettings"] = new JsonObject { ["region"] = "local" },
        },
        ["encodedEncryptionKey"] = null,
        ["decryptedSize"] = file.Length,
        ["downloadUrl"] = request.Address($"files/{file.Id}/contents/"),
        ["sharedWith"] = Texts(file.SharedWith),
        ["userTags"] = Texts(file.Tags),
        ["isUploaded"] = true,
        ["isDeleted"] = file.DeletedAt is not null,
        ["viewInBrowser"] = false,
        ["fileChecksums"] = new JsonArray(new JsonObject { ["hashFunction"] = "sha512", ["fileHash"] = file.Sha512 }),
    };

    private static string PathOf(UserFile file) => file.Job is { } job
        ? $"user/user_{file.Owner}/output/job_{job}/run{file.Run ?? "1"}/{file.RelativePath}"
        : $"user/user_{file.Owner}/input/{file.Id}/{file.Name}";

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)JsonValue.Create(text))];
}
