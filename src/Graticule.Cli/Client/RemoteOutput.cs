using System.Text.Json.Nodes;

namespace Graticule.Cli.Client;

/// <summary>One output of a finished job: a link to a file, or a value.</summary>
internal sealed record RemoteOutput(string Name, string? MediaType, Uri? Href, JsonNode? Value)
{
    /// <param name="name">The output's name.</param>
    /// <param name="value">Its member in the results document.</param>
    /// <param name="server">What a relative link starts from.</param>
    public static RemoteOutput Read(string name, JsonNode? value, Uri server) => value is JsonObject link && link["href"] is { } href
        ? new(name, link["type"]?.ToString(), new(server, href.ToString()), null)
        : new(name, "application/json", null, value);

    /// <summary>Name of the file to save it in: the output's name and the link's own extension, or the media type's.</summary>
    public string FileName()
    {
        var extension = Href is null ? ".json" : Path.GetExtension(Href.AbsolutePath);
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
