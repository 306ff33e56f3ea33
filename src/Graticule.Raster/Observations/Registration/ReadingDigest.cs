using System.Security.Cryptography;
using System.Text;

namespace Graticule.Raster.Observations.Registration;

/// <summary>Tells whether what an earlier scan read of files is what this one would read of them.</summary>
internal static class ReadingDigest
{
    /// <summary>Raised where the readers come to find other things in the same files.</summary>
    private const int Version = 1;

    internal static string Of(DatasetSource source)
    {
        var layout = source.Layout;
        List<string?> parts =
        [
            $"{Version}", layout.Latitude, layout.Longitude, layout.Time, layout.Depth, layout.Group, source.Format, $"{source.Kind}", layout.Platform, source.Provider, source.Project, "variables",
            .. layout.Variables, "slices", .. layout.Slices.OrderBy(slice => slice.Key, StringComparer.Ordinal).Select(slice => $"{slice.Key}={slice.Value}"),
        ];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))), 0, 16);
    }
}
