using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.GraphJobs;

/// <summary>
/// Opens process graphs as layers of maps: files named <c>*.graph.json</c> that hold the inputs of <c>process-graph</c>, with files by
/// their absolute paths, and under <c>settings</c> what the operator says.
/// </summary>
public sealed class GraphLayers : ILayerOpener
{
    public const string Extension = ".graph.json";
    public const string Settings = "settings";

    /// <summary>Coarser levels are made down to this many pixels along the longer side.</summary>
    private const int SmallestLevel = 256;

    public ILayer? Open(string path)
    {
        if (!path.EndsWith(Extension, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var inputs = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? [];
            return new CubeLayer(Path.GetFileName(path), Levels(GraphOrder.Read(inputs), inputs[Settings] as JsonObject ?? []));
        }
        catch (CubeException exception)
        {
            throw new RasterFileException(Path.GetFileName(path), $"The process graph cannot be drawn: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw new RasterFileException(Path.GetFileName(path), $"The process graph cannot be read: {exception.Message}");
        }
    }

    /// <summary>The graph's cube, and the same graph over collections of half, a quarter and so on of their resolution.</summary>
    private static List<Cube> Levels(GraphOrder order, JsonObject settings)
    {
        List<Cube> levels = [Evaluate(order, GraphWorld.Of(order, settings, coarsening: 1))];
        while (IsLarge(levels[^1].Shape))
        {
            var cube = Evaluate(order, GraphWorld.Of(order, settings, coarsening: 1 << levels.Count));
            if (cube.Shape.Width >= levels[^1].Shape.Width || cube.Shape.Height >= levels[^1].Shape.Height)
            {
                break; // the graph says itself which resolution it wants
            }

            levels.Add(cube);
        }

        return levels;
    }

    private static bool IsLarge(CubeShape shape) => Math.Max(shape.Width, shape.Height) > SmallestLevel;

    private static Cube Evaluate(GraphOrder order, GraphServices services)
    {
        var value = GraphEvaluator.Evaluate(order.Graph, order.Parameters, new(services));
        var saved = services.Results.LastOrDefault()?.Data ?? value;
        return saved as Cube ?? throw new GraphException("FormatUnsuitable", $"A map is drawn from a data cube, not from {Nouns.Of(saved)}.");
    }
}
