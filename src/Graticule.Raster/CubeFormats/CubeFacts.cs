using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

/// <summary>What a catalogue says of a file that holds a whole cube.</summary>
internal static class CubeFacts
{
    /// <summary>Fills in place and time as far as the dimensions tell them.</summary>
    internal static WrittenFile Describe(WrittenFile file, CubeShape shape)
    {
        var located = shape.Grid is { } grid ? Placement.Locate(file, grid) : file;
        if (shape.PlaneDimensions.FirstOrDefault(dimension => dimension.Type == DimensionType.Geometry)?.Features is { } features)
        {
            located = located with { BoundingBox = Placement.BoundingBox(features), ReferenceSystem = features.ReferenceSystem };
        }

        var instants = shape.Dimensions.Where(dimension => dimension.Type == DimensionType.Temporal)
            .SelectMany(dimension => dimension.Labels)
            .Select(label => (At: Instants.Find(label.Text), label.Text))
            .Where(found => found.At is not null)
            .OrderBy(found => found.At)
            .ToList();
        return instants.Count == 0
            ? located
            : located with { Start = TimeSlice.Iso(instants[0].Text), End = TimeSlice.Iso(instants[^1].Text) };
    }
}
