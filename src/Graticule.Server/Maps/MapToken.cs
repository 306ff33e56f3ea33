using System.Globalization;
using System.Text;

namespace Graticule.Server.Maps;

/// <summary>What a link to a map allows: to see and read one file until some time.</summary>
/// <param name="FileKey">Key in the file store.</param>
/// <param name="Layer">Name under which the services show it.</param>
/// <param name="MediaType">Of the file.</param>
/// <param name="ExpiresAt">To the second.</param>
internal sealed record MapToken(string FileKey, string Layer, string MediaType, DateTimeOffset ExpiresAt)
{
    private const string Version = "1";

    public byte[] Write()
    {
        var expiry = ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(string.Join('\n', Version, expiry, Line(Layer), Line(MediaType), FileKey));
    }

    /// <summary>Null when the text is of another version.</summary>
    public static MapToken? Read(byte[] payload) =>
        Encoding.UTF8.GetString(payload).Split('\n') is [Version, var expiry, var layer, var mediaType, var key]
            && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new(key, layer, mediaType, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;

    private static string Line(string text) => text.ReplaceLineEndings("_");
}
