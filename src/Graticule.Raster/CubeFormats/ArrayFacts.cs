using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

/// <summary>What a catalogue says of a file with one array of all cells of a cube.</summary>
internal static class ArrayFacts
{
    /// <summary>Adds bands with their statistics, and remarks, to <see cref="CubeFacts"/>.</summary>
    internal static WrittenFile Describe(WrittenFile file, CubeShape shape, SampleCoding coding, TiledWalk walk)
    {
        var bands = shape.PlaneDimensions.FirstOrDefault(dimension => dimension.Type == DimensionType.Bands);
        var summaries = Enumerable.Repeat(CellSummary.None, bands?.Count ?? 1).ToArray();
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            summaries[bands is null ? 0 : plane / shape.StrideOf(bands) % bands.Count] += walk.Summaries[plane];
        }

        return CubeFacts.Describe(file, shape) with
        {
            Bands = [.. summaries.Select((summary, band) => summary.Describe(bands?.Labels[band].Text ?? NetCdfHeader.Variable, coding.Type, coding.NoData))],
            Remarks = walk.Taken == 0 ? [] : [CommonParameters.TakenRemark(walk.Taken, coding)],
        };
    }
}
