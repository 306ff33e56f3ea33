using Graticule.Analysis.Change.Cubes;

namespace Graticule.Analysis.Change.Collections;

/// <summary>A format that segments are written in.</summary>
/// <param name="Extension">With the dot.</param>
/// <param name="MediaType">Without parameters.</param>
/// <param name="Open">Begins the file of a path, for what a plan finds in a reference system.</param>
internal sealed record SegmentFormat(string Extension, string MediaType, Func<string, ChangePlan, string?, ISegmentFile> Open);

/// <summary>The formats that segments are written in.</summary>
internal static class SegmentFormats
{
    internal static IReadOnlyList<SegmentFormat> All { get; } =
    [
        new(".parquet", "application/vnd.apache.parquet", (path, plan, _) => new SegmentParquet(path, plan)),
        new(".geojson", "application/geo+json", (path, plan, _) => new SegmentGeoJson(path, plan)),
        new(".json", "application/json", (path, plan, system) => new SegmentJson(path, plan, system)),
    ];

    /// <summary>By a media type, whatever its parameters; the first without one.</summary>
    internal static SegmentFormat Find(string? mediaType)
    {
        var plain = mediaType?.Split(';')[0].Trim();
        return All.FirstOrDefault(format => string.Equals(format.MediaType, plain, StringComparison.OrdinalIgnoreCase)) ?? All[0];
    }
}
