using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>The process <c>run_udf</c>.</summary>
internal static class UserFunctions
{
    private const int LongestCode = 1 << 20;

    internal static IEnumerable<GraphProcess> All =>
    [
        new("run_udf", Run) { TakesLanes = true },
    ];

    /// <summary>
    /// Runs a function on a whole cube, on lanes or an array of lanes within a callback, on an array or on another value. Whole cubes are loaded
    /// into memory; in callbacks the function gets the pixels of a strip together.
    /// </summary>
    private static object? Run(Arguments arguments)
    {
        UdfRuntimes.Check(arguments.Text("runtime"), arguments.Get<string?>("version", null));
        var code = CodeOf(arguments);
        var context = UdfValues.ToJson(arguments["context"]) as JsonObject;
        var run = arguments.Run;
        switch (arguments["data"])
        {
            case Cube cube:
                return Call(Load(cube, run), code, context, run);
            case Lanes lanes:
                return Lanes(UdfLanes.Cube(lanes), lanes.Count, code, context, run);
            case ArrayValue array when array.Items.Any(item => item is Lanes):
                return Lanes(UdfLanes.Cube(array, run.LaneCount), run.LaneCount, code, context, run);
            case ArrayValue { Count: > 0 } array when array.Items.All(item => item is double or bool or null):
                return Numbers(array, code, context, run);
            default:
                var message = new UdfMessage(new JsonObject { ["value"] = UdfValues.ToJson(arguments["data"]), ["context"] = context }, []);
                return Value(UdfPool.Of(run.Services).Call(code, message, MostNumbers(run), run.Services), []);
        }
    }

    private static object Lanes(MemoryCube cube, int pixels, string code, JsonObject? context, GraphRun run) =>
        Call(cube, code, context, run) is MemoryCube result
            ? UdfLanes.Value(result, pixels, run)
            : throw new GraphException("UdfFailed", "The user-defined function must give back a data cube here.") { Parameter = "udf" };

    /// <summary>An array without a pixel around it is a strip of one.</summary>
    private static object? Numbers(ArrayValue array, string code, JsonObject? context, GraphRun run)
    {
        var one = run with { Scope = null, LaneCount = 1 };
        return Call(UdfLanes.Cube(array, 1), code, context, one) is MemoryCube result ? One(UdfLanes.Value(result, 1, one)) : null;
    }

    private static object? One(object value) => value switch
    {
        Lanes lanes => lanes[0],
        ArrayValue array => array with { Items = [.. array.Items.Select(item => ((Lanes)item!)[0])] },
        _ => value,
    };

    private static object? Call(MemoryCube cube, string code, JsonObject? context, GraphRun run) =>
        Value(UdfPool.Of(run.Services).Call(code, UdfArrays.Write(cube, context), MostNumbers(run), run.Services), cube.Shape.Dimensions);

    private static object? Value(UdfMessage answer, IReadOnlyList<Dimension> given) =>
        answer.Head["dimensions"] is null ? UdfValues.FromJson(answer.Head["value"]) : UdfArrays.Read(answer, given);

    private static MemoryCube Load(Cube cube, GraphRun run)
    {
        var cells = (double)cube.Shape.Planes * cube.Shape.Width * cube.Shape.Height;
        return cells <= MostNumbers(run)
            ? CubeWalk.ToMemory(cube, new(run.Services.Threads, run.Services.MostBytes), run.Services.CancellationToken)
            : throw new GraphException(
                "ProcessGraphComplexity",
                $"The data cube ({cube.Shape}) is too large for a user-defined function, which gets at most {MostNumbers(run)} cells at once: call it from "
                + "apply_neighborhood, apply_dimension or reduce_dimension, or make the extents smaller.") { Parameter = "data" };
    }

    /// <summary>Cells that one call may get or give: a quarter of the memory, since they exist on both sides.</summary>
    private static long MostNumbers(GraphRun run) => Math.Max(1 << 16, Math.Min(run.Services.MostBytes / 4 / sizeof(double), Array.MaxLength));

    /// <summary>What has several lines, or a word of Python's, is code; anything else names a file of the user.</summary>
    private static string CodeOf(Arguments arguments)
    {
        var text = arguments.Text("udf");
        if (text.Contains('\n', StringComparison.Ordinal) || text.Contains("def ", StringComparison.Ordinal))
        {
            return text;
        }

        var path = arguments.Run.Services.FindFile(text) ?? throw new GraphException(
            "FileNotFound", $"There is no file '{text}' of yours; give the path of an uploaded file, or the code itself.") { Parameter = "udf" };
        return new FileInfo(path).Length <= LongestCode
            ? File.ReadAllText(path)
            : throw new GraphException("FileNotFound", $"The file '{text}' is larger than code is.") { Parameter = "udf" };
    }
}
