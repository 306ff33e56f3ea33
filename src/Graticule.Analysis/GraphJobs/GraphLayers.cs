using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.GraphJobs;

/// <summary>
/// Opens process graphs as layers of maps: files named <c>*.graph.json</c> that hold the inputs of <c>process-graph</c>, with files by
/// their absolute paths, and under <c>settings</c> what the operator says. Equal graphs over the same state of their sources are one layer,
/// evaluated once, wherever their files lie. Safe from any thread.
/// </summary>
public sealed class GraphLayers : ILayerOpener
{
    public const string Extension = ".graph.json";
    public const string Settings = "settings";

    /// <summary>Coarser levels are made down to this many pixels along the longer side.</summary>
    private const int SmallestLevel = 256;

    /// <summary>Evaluated graphs that are kept; they hold no pixels.</summary>
    private const int MostKept = 256;

    private readonly GraphStates _states = new();
    private readonly ConcurrentDictionary<string, Lazy<CubePyramid>> _known = new(StringComparer.Ordinal);

    public string? StateOf(string path)
    {
        try
        {
            return path.EndsWith(Extension, StringComparison.Ordinal) ? _states.Of(path) : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null; // removed just now; or an index that is being written
        }
    }

    public ILayer? Open(string path)
    {
        if (StateOf(path) is not { } state)
        {
            return null;
        }

        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        var name = Path.GetFileName(path);
        var pyramid = _known.GetOrAdd(state, _ => new(() => Read(path, name)));
        try
        {
            return new CubeLayer(pyramid.Value);
        }
        catch (Exception exception)
        {
            // What failed may work the next time.
            _known.TryRemove(new(state, pyramid));
            throw exception switch
            {
                CubeException => new RasterFileException(name, $"The process graph cannot be drawn: {exception.Message}"),
                IOException or JsonException => new RasterFileException(name, $"The process graph cannot be read: {exception.Message}"),
                _ => exception,
            };
        }
    }

    private static CubePyramid Read(string path, string name)
    {
        var inputs = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? [];
        return new(name, Levels(GraphOrder.Read(inputs), inputs[Settings] as JsonObject ?? []));
    }

    /// <summary>The graph's cube, and the same graph over collections of half, a quarter and so on of their resolution.</summary>
    private static List<Cube> Levels(GraphOrder order, JsonObject settings)
    {
        List<Cube> levels = [Evaluate(order, GraphWorld.Of(order, settings, coarsening: 1))];
        while (IsLarge(levels[^1].Shape))
        {
            var cube = Evaluate(order, GraphWorld.Of(order, settings, coarsening: 1 << levels.Count));
            if (cube.Shape.Width >= levels[^1].Shape.Width || cube.Shape.Height >= levels[^1].Shape.Height || cube.Shape.Planes != levels[0].Shape.Planes)
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
