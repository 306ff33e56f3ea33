using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>A band of a cube in which change is looked for.</summary>
/// <param name="Role">What it is called in the results: <c>blue</c>, <c>green</c>, … <c>thermal</c>, or any other name.</param>
/// <param name="Position">Along the dimension of bands; 0 where there is none.</param>
internal sealed record ChangeBand(string Role, int Position)
{
    internal const string Green = "green";
    internal const string Swir1 = "swir1";
    internal const string Thermal = "thermal";

    /// <summary>Of a cube without a dimension of bands.</summary>
    internal const string Only = "value";

    /// <summary>The roles that Landsat's bands have, and the common names (of the STAC extension for electro-optical data) that stand for them.</summary>
    private static readonly (string Role, string[] Names)[] Usual =
    [
        ("blue", []), (Green, []), ("red", []), ("nir", ["nir08"]), (Swir1, ["swir16"]), ("swir2", ["swir22"]), (Thermal, ["lwir", "lwir11", "lwir10"]),
    ];

    /// <summary>The bands that tell change, unless others are asked for.</summary>
    internal static IReadOnlyList<string> UsualDetection { get; } = [Green, "red", "nir", Swir1, "swir2"];

    /// <summary>The bands in which outliers show, unless others are asked for.</summary>
    internal static IReadOnlyList<string> UsualScreening { get; } = [Green, Swir1];

    /// <summary>Values times this, and then more, are reflectance x 10,000 or kelvin x 10.</summary>
    internal double Scale { get; init; } = 1;

    /// <inheritdoc cref="Scale"/>
    internal double Offset { get; init; }

    internal bool IsThermal => Role == Thermal;

    /// <summary>The bands that have the names or common names of Landsat's.</summary>
    internal static IReadOnlyList<ChangeBand> Find(Dimension bands)
    {
        List<ChangeBand> found = [];
        foreach (var (role, names) in Usual)
        {
            var position = ((string[])[role, .. names]).Select(name => PositionOf(bands, name)).FirstOrDefault(at => at >= 0, -1);
            if (position >= 0)
            {
                found.Add(new(role, position));
            }
        }

        return found;
    }

    /// <summary>Position of the band of that label, or the first of that common name; -1 if there is none.</summary>
    internal static int PositionOf(Dimension bands, string name)
    {
        var position = bands.Labels.IndexOf(name);
        for (var i = 0; position < 0 && i < (bands.Bands?.Count ?? 0); i++)
        {
            position = string.Equals(bands.Bands![i].CommonName, name, StringComparison.Ordinal) ? i : -1;
        }

        return position;
    }
}
