using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Cubes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The process <c>ccdc</c>: continuous change detection in the series of each pixel. It is none of openEO's own.</summary>
internal static class ChangeDetection
{
    internal const string Id = "ccdc";

    internal static IEnumerable<GraphProcess> All => [new(Id, args => Open(args))];

    /// <exception cref="GraphException">An argument does not fit.</exception>
    internal static ChangeCube Open(Arguments args)
    {
        var cube = args.Cube();
        var time = args.TemporalDimension(cube);
        List<Dimension> bands = [.. cube.Shape.Dimensions.Where(dimension => dimension.Type == DimensionType.Bands)];
        var others = cube.Shape.PlaneDimensions.Where(dimension => dimension != time && !bands.Contains(dimension)).ToList();
        if (bands.Count > 1 || others.Count > 0)
        {
            throw args.Wrong("data", $"a data cube with x, y, time and one dimension of bands, and no others ({CubeArguments.Names([.. others, .. bands.Skip(1)])})");
        }

        _ = args.InstantsOf(time);
        var settings = new JsonObject(args.Values.Keys.Where(name => name is not ("data" or "dimension")).Select(name => KeyValuePair.Create(name, JsonValues.Write(args[name]))));
        try
        {
            return new(cube, time, bands.FirstOrDefault(), ChangeSettings.Read(settings, bands.FirstOrDefault()));
        }
        catch (CubeSettingsException exception)
        {
            throw new GraphException("ProcessParameterInvalid", $"The parameter '{exception.Setting}' of '{Id}' does not fit. {exception.Message}") { Parameter = exception.Setting };
        }
    }
}
