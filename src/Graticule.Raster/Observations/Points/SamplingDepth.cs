using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Points;

/// <summary>The array that tells how deep observations lie.</summary>
internal static class SamplingDepth
{
    private static readonly HashSet<string> Metres = new(StringComparer.OrdinalIgnoreCase) { "m", "meter", "meters", "metre", "metres" };

    /// <summary>With the factor that makes depths, positive downwards, of it; null: there is none, or it is no length (pressure).</summary>
    /// <exception cref="ObservationFileException">The layout names one that the file has not.</exception>
    internal static (ArrayInfo Array, int Sign)? Find(ArrayReader file, DatasetLayout layout)
    {
        var array = layout.Depth is { } name
            ? file.Find(name) ?? throw new ObservationFileException(file.Path, $"has no variable '{name}', which its data set's configuration names as depth")
            : file.Arrays.FirstOrDefault(array => array.TextOf("standard_name") == "depth" && IsOne(array))
                ?? file.Arrays.FirstOrDefault(array => array.TextOf("axis") == "Z" && IsOne(array))
                ?? file.Arrays.FirstOrDefault(array => array.PlainName.ToLowerInvariant() is "depth" or "z" or "deph" && IsOne(array));
        return array is null ? null : (array, IsUpwards(array) ? -1 : 1);
    }

    private static bool IsOne(ArrayInfo array) =>
        array.Content == ArrayContent.Numbers && (array.TextOf("units") is not { } units || Metres.Contains(units)) && array.TextOf("standard_name") is not "sea_floor_depth_below_sea_surface";

    private static bool IsUpwards(ArrayInfo array) =>
        string.Equals(array.TextOf("positive"), "up", StringComparison.OrdinalIgnoreCase)
        || (array.TextOf("positive") is null && array.TextOf("standard_name") is "altitude" or "height" or "height_above_mean_sea_level");
}
