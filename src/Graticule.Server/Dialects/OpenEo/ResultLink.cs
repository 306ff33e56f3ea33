using System.Globalization;
using System.Text;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>What a signed link leads to.</summary>
internal enum LinkTarget
{
    /// <summary>The description of all results, an item or a collection.</summary>
    Results,

    /// <summary>The item of one file.</summary>
    Item,

    /// <summary>A file, or the value of a graph that saved none.</summary>
    Asset,
}

/// <summary>What a signed link allows: to read one thing of one run until some time. A run that was discarded has nothing to read any more.</summary>
/// <param name="Target">What.</param>
/// <param name="Run">The engine's job.</param>
/// <param name="Path">Of the file among the results; empty for the description of all.</param>
/// <param name="MediaType">Of the file.</param>
/// <param name="ExpiresAt">To the second.</param>
internal sealed record ResultLink(LinkTarget Target, JobId Run, string Path, string MediaType, DateTimeOffset ExpiresAt)
{
    private const string Version = "1";

    public byte[] Write()
    {
        var expiry = ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var target = ((int)Target).ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(string.Join('\n', Version, expiry, target, Run.ToString(), MediaType.ReplaceLineEndings("_"), Path));
    }

    /// <summary>Null when the text is of another version.</summary>
    public static ResultLink? Read(byte[] payload) =>
        Encoding.UTF8.GetString(payload).Split('\n', 6) is [Version, var expiry, var target, var run, var mediaType, var path]
            && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Enum.TryParse<LinkTarget>(target, out var kind)
            && JobId.TryParse(run, out var id)
            ? new(kind, id, path, mediaType, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
