using System.Text.Json.Nodes;

namespace Graticule.Cli.Client;

/// <summary>One output of a finished job: a link to a file, or a value.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="MediaType">What the file, or the value, is.</param>
/// <param name="Href">Where the file is; null for a value.</param>
/// <param name="Value">The value; null for a file.</param>
/// <param name="IsBase64">Whether the value is a file's content in base64.</param>
internal sealed record RemoteOutput(string Name, string? MediaType, Uri? Href, JsonNode? Value, bool IsBase64 = false)
{
    /// <param name="name">The output's name.</param>
    /// <param name="value">Its member in the results document.</param>
    /// <param name="server">What a relative link starts from.</param>
    public static RemoteOutput Read(string name, JsonNode? value, Uri server) => value switch
    {
        JsonObject link when link["href"] is { } href => new(name, link["type"]?.ToString(), new(server, href.ToString()), null),
        JsonObject qualified when qualified.ContainsKey("value") => new(
            name, qualified["mediaType"]?.ToString() ?? "application/json", null, qualified["value"], qualified["encoding"]?.ToString() == "base64"),
        _ => new(name, "application/json", null, value),
    };

    /// <summary>The value as the bytes of a file.</summary>
    public byte[] Content() => IsBase64 && Value is not null
        ? Convert.FromBase64String(Value.GetValue<string>())
        : System.Text.Encoding.UTF8.GetBytes(Value?.ToJsonString() ?? "null");

    /// <summary>Name of the file to save it in: the output's name and the link's own extension, or the media type's.</summary>
    public string FileName()
    {
        var extension = Href is null ? string.Empty : Path.GetExtension(Href.AbsolutePath);
        return Safe(Name) + (extension.Length is > 1 and < 9 ? extension : ExtensionOf(MediaType));
    }

    private static string Safe(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    private static string ExtensionOf(string? mediaType) => mediaType?.Split(';')[0].Trim() switch
    {
        "image/tiff" => ".tif",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "application/json" => ".json",
        "text/plain" => ".txt",
        _ => ".bin",
    };
}
