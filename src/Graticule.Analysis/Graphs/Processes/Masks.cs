using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

internal static class Masks
{
    internal static IEnumerable<GraphProcess> All => [new("mask", Mask)];

    /// <summary>
    /// Cells where the mask is true or a number other than 0 are replaced. A mask that is missing or NaN, or that does not reach so far, leaves the
    /// data as they are.
    /// </summary>
    private static MaskedCube Mask(Arguments args)
    {
        var (data, mask) = (args.Cube(), args.Cube("mask"));
        foreach (var dimension in mask.Shape.Dimensions)
        {
            var own = data.Shape.Find(dimension.Name);
            if (own is null || own.Type != dimension.Type || own.Axis != dimension.Axis)
            {
                throw Incompatible($"the mask has the {Noun(dimension)} '{dimension.Name}', which the data lacks ({data.Shape})");
            }

            mask = dimension.IsX || dimension.IsY ? mask : WithLabels(mask, dimension, own);
        }

        mask = Alignment.To(mask, data.Shape, args, "mask");
        return new MaskedCube(data, mask, PixelCallback.Number(args["replacement"]));
    }

    /// <summary>The mask with the labels of the data, in their order. A single band masks all bands.</summary>
    private static Cube WithLabels(Cube mask, Dimension dimension, Dimension own)
    {
        if (dimension.Labels.SequenceEqual(own.Labels))
        {
            return mask;
        }

        var keys = dimension.Labels.Select(Merging.KeyOf).ToList();
        var positions = own.Labels.Select(label => keys.IndexOf(Merging.KeyOf(label))).ToList();
        if (!positions.Contains(-1))
        {
            return mask.Select(dimension.Name, positions);
        }

        return dimension is { Type: DimensionType.Bands, Count: 1 } ? RelabelledCube.Drop(mask, dimension) : throw Incompatible(
            $"the mask has no label '{own.Labels[positions.IndexOf(-1)]}' along '{own.Name}', as the data have");
    }

    private static string Noun(Dimension dimension) => dimension.Type == DimensionType.Spatial ? "spatial dimension" : "dimension";

    private static GraphException Incompatible(string why) => new("IncompatibleDataCubes", $"The mask does not fit the data: {why}.") { Parameter = "mask" };
}
