using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>Runs one process about space on cubes, with small reducers of its own.</summary>
internal static class SpaceGraph
{
    private static readonly GraphProcess[] Reducers =
    [
        new("mean", args => Reduce(args, cells => cells.Average())),
        new("sum", args => Reduce(args, cells => cells.Sum())),
        new("min", args => Reduce(args, cells => cells.Min())),
        new("max", args => Reduce(args, cells => cells.Max())),
        new("count", args => (double)args.Get<ArrayValue>("data").Items.Count(item => item is double number && double.IsFinite(number))),

        // A sum of squares, which no summary has.
        new("energy", args => Reduce(args, cells => cells.Sum(cell => cell * cell))),
        new("lengths", args => (double)args.Get<ArrayValue>("data").Count),
        new("twice", args => new ScaledCube(args.Cube(), 2)),
        new("total", args => Total(args.Cube())),
        new("none", args => new ScaledCube(args.Cube(), 2).Crop(new(0, 0, 1, 1))),
    ];

    /// <summary>The value of a process whose arguments are written as JSON; <c>{"from_parameter": name}</c> refers to the values given.</summary>
    internal static object? Run(string process, string arguments, params (string Name, object? Value)[] values)
    {
        var graph = GraphParser.Parse(new JsonObject { ["p"] = new JsonObject { ["process_id"] = process, ["arguments"] = JsonNode.Parse(arguments), ["result"] = true } });
        GraphServices services = new()
        {
            Processes = new(
                [.. Neighborhoods.All, .. Resampling.All, .. SpatialAggregation.All, .. Vectors.All, .. Reducers], new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
            Threads = 2,
            MostBytes = 1 << 24,
        };
        return GraphEvaluator.Evaluate(
            graph, new(values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)), new(services));
    }

    internal static MemoryCube Cube(string process, string arguments, params (string Name, object? Value)[] values) =>
        CubeWalk.ToMemory((Cube)Run(process, arguments, values)!, new(2, 1 << 24), CancellationToken.None);

    /// <summary>Dimensions t (2), bands (2), y, x on a grid, with whole numbers that tell the cell, and some missing.</summary>
    internal static MemoryCube Raster(Grid grid, bool gaps = true)
    {
        var (x, y) = grid.ToDimensions();
        Dimension time = new("t", DimensionType.Temporal, new(["2024-01-01T00:00:00Z", "2024-01-11T00:00:00Z"]));
        Dimension bands = new("bands", DimensionType.Bands, new(["a", "b"]));
        var values = new double[4 * grid.Width * grid.Height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = gaps && i % 13 == 5 ? Missing.Value : i;
        }

        return new(new([time, bands, y, x]), values);
    }

    /// <summary>A callback of one call that takes the parameter <c>data</c>.</summary>
    internal static string Callback(string process, string more = "") =>
        $$$"""{"process_graph": {"r": {"process_id": "{{{process}}}", "arguments": {"data": {"from_parameter": "data"}{{{more}}} }, "result": true} } }""";

    private static object? Reduce(Arguments args, Func<IEnumerable<double>, double> reduce)
    {
        var cells = args.Get<ArrayValue>("data").Items.OfType<double>().ToList();
        return cells.Count == 0 ? null : reduce(cells);
    }

    /// <summary>Every cell becomes the sum of all cells that the process got.</summary>
    private static MemoryCube Total(Cube cube)
    {
        var memory = CubeWalk.ToMemory(cube, new(1, 1 << 24), CancellationToken.None);
        var total = memory.Values.Where(value => !Missing.Is(value)).Sum();
        return new(cube.Shape, [.. memory.Values.Select(_ => total)]);
    }

    private sealed class ScaledCube(Cube source, double factor) : Cube(source.Shape)
    {
        public override Block Read(Window window, ReadScope scope)
        {
            var (read, block) = (source.Read(window, scope), scope.NewBlock(window, Shape.Planes));
            for (var i = 0; i < block.Values.Length; i++)
            {
                block.Values.Span[i] = Missing.Is(read.Values.Span[i]) ? Missing.Value : read.Values.Span[i] * factor;
            }

            return block;
        }
    }
}
