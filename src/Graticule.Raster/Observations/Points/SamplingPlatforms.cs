using System.Globalization;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Points;

/// <summary>The platforms of a file of sampling geometries: of the ids of its time series or trajectories, or of its attributes.</summary>
internal static class SamplingPlatforms
{
    private static readonly string[] Roles = ["timeseries_id", "trajectory_id"];

    private static readonly string[] Attributes = ["wmo_platform_code", "platform_code", "platform_id", "platform_name"];

    internal static Func<int, Platform> Read(ArrayReader file, SamplingSpace space, IReadOnlyDictionary<string, string> attributes)
    {
        var array = Roles.Select(role => file.Arrays.FirstOrDefault(array => array.TextOf("cf_role") == role && space.Reaches(array))).FirstOrDefault(array => array is not null);
        if (array is not null && Texts(file, array) is { } texts)
        {
            var known = Array.ConvertAll(texts, text => text.Length > 0 ? new Platform(Id: text) : Platform.Unknown);
            var platforms = space.Spread(array, known);
            return row => platforms(row) ?? Platform.Unknown;
        }

        var told = Attributes.Select(name => attributes.GetValueOrDefault(name)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        var platform = Platform.Of(told?.Trim());
        return _ => platform;
    }

    private static string[]? Texts(ArrayReader file, ArrayInfo array) => array.Content switch
    {
        ArrayContent.Texts => file.ReadTexts(array),
        ArrayContent.Numbers => Array.ConvertAll(file.ReadNumbers(array), number => number.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };
}
