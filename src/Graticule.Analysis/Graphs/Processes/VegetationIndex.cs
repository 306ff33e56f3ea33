using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The normalised difference vegetation index, (near infrared - red) / (near infrared + red).</summary>
internal static class VegetationIndex
{
    internal static Cube Compute(Arguments args)
    {
        var cube = args.Cube();
        List<Dimension> dimensions = [.. cube.Shape.Dimensions.Where(dimension => dimension.Type == DimensionType.Bands)];
        var bands = dimensions.Count == 1 ? dimensions[0] : throw new GraphException(
            "DimensionAmbiguous", $"One dimension of the data must be of the type 'bands', and {dimensions.Count} are.")
        { Parameter = "data" };
        int[] pair = [Find(args, bands, "nir", "NirBandAmbiguous"), Find(args, bands, "red", "RedBandAmbiguous")];
        if (args["target_band"] is null)
        {
            return new NormalizedDifferenceCube(cube.Select(bands.Name, pair), bands.Name);
        }

        var target = args.Text("target_band");
        if (bands.Labels.IndexOf(target) >= 0)
        {
            throw new GraphException("BandExists", $"There is a band '{target}' already.") { Parameter = "target_band" };
        }

        var shared = cube.Share();
        var index = new NormalizedDifferenceCube(shared.Select(bands.Name, pair), bands.Name);
        var band = bands with { Labels = new([target]), Bands = bands.Bands is null ? null : [new(target)] };
        return Merging.Append(shared, RelabelledCube.Add(index, band));
    }

    private static int Find(Arguments args, Dimension bands, string parameter, string code)
    {
        var name = args.Get(parameter, parameter);
        var found = BandNames.Find(bands, name);
        return found.Count == 1 ? found[0] : throw new GraphException(
            code, $"'{name}' is the name or common name of {found.Count} bands of {string.Join(", ", bands.Labels)}; the parameter '{parameter}' must name one.")
        { Parameter = parameter };
    }
}
