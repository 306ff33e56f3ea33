using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// A variable along one dimension that says what lies at each of its places, with the attributes that the conventions for climate and
/// forecast metadata (CF) ask for.
/// </summary>
/// <param name="Name">That of the dimension, or of what else is known of its places.</param>
/// <param name="Dimension">Along which it lies.</param>
internal sealed record CoordinateVariable(string Name, Dimension Dimension)
{
    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    /// <summary>One for each place; null where these are numbers.</summary>
    internal IReadOnlyList<string>? Texts { get; private init; }

    /// <summary>One for each place; empty where these are texts.</summary>
    internal double[] Numbers { get; private init; } = [];

    internal IReadOnlyList<(string Name, string Value)> Attributes { get; private init; } = [];

    /// <summary>Whole numbers as such where 32 bits hold them: a label 1 is to be read as 1.</summary>
    internal PixelType Type =>
        Array.TrueForAll(Numbers, number => number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue) ? PixelType.Int32 : PixelType.Float64;

    /// <summary>The numbers as a file has them, in the order of bytes of this machine.</summary>
    internal byte[] Samples
    {
        get
        {
            var samples = new byte[Numbers.Length * Type.Size()];
            Pixels.Samples.Narrow(Type, Numbers, samples);
            return samples;
        }
    }

    /// <summary>The labels of a dimension, and where it is one of geometries, these as WKT.</summary>
    internal static IEnumerable<CoordinateVariable> Of(Dimension dimension)
    {
        yield return LabelsOf(dimension);
        if (dimension.Features is { } features)
        {
            yield return new($"{dimension.Name}_wkt", dimension)
            {
                Texts = [.. dimension.Labels.Select((label, place) => CellRows.FeatureOf(features, label, place)?.Geometry?.AsText() ?? "")],
            };
        }
    }

    private static CoordinateVariable LabelsOf(Dimension dimension)
    {
        var variable = new CoordinateVariable(dimension.Name, dimension);
        var instants = dimension.Type == DimensionType.Temporal ? dimension.Labels.Select(label => Instants.Find(label.Text)).ToList() : [];
        if (instants.Count > 0 && instants.TrueForAll(instant => instant is not null))
        {
            return variable.WithTimes([.. instants.Select(instant => instant!.Value.UtcDateTime)]);
        }

        return dimension.Labels.Any(label => label.IsText)
            ? variable with { Texts = [.. dimension.Labels.Select(label => label.Text)], Attributes = [.. PlaceOf(dimension)] }
            : variable with { Numbers = [.. dimension.Labels.Select(label => label.Number)], Attributes = [.. PlaceOf(dimension)] };
    }

    private CoordinateVariable WithTimes(IReadOnlyList<DateTime> times)
    {
        var inDays = times.All(time => time.TimeOfDay == TimeSpan.Zero);
        return this with
        {
            Numbers = [.. times.Select(time => inDays ? (time - Epoch).TotalDays : (time - Epoch).TotalSeconds)],
            Attributes =
            [
                ("units", inDays ? "days since 1970-01-01" : "seconds since 1970-01-01T00:00:00Z"),
                ("calendar", "standard"),
                ("standard_name", "time"),
                ("axis", "T"),
            ],
        };
    }

    private static IEnumerable<(string Name, string Value)> PlaceOf(Dimension dimension)
    {
        if (dimension.Axis is { } axis && dimension.Type == DimensionType.Spatial)
        {
            yield return ("axis", axis.ToString());
        }

        if (!dimension.IsX && !dimension.IsY)
        {
            yield break;
        }

        using var reference = dimension.ReferenceSystem is { } system ? CoordinateReference.Find(system) : null;
        if (reference is { IsGeographic: true })
        {
            yield return ("standard_name", dimension.IsX ? "longitude" : "latitude");
            yield return ("units", dimension.IsX ? "degrees_east" : "degrees_north");
        }
        else if (reference is not null)
        {
            yield return ("standard_name", dimension.IsX ? "projection_x_coordinate" : "projection_y_coordinate");
            yield return ("units", "m");
        }
    }
}
