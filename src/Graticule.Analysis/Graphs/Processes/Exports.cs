using Graticule.Analysis.Graphs.Udf;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Processes that hand results over.</summary>
internal static class Exports
{
    internal static IEnumerable<GraphProcess> All =>
    [
        new("save_result", SaveResult),
        .. UserFunctions.All,
    ];

    /// <summary>
    /// Checks now, and leaves the writing to the end of the evaluation. What comes out is what went in, so that more can be done with it, or
    /// another format be saved.
    /// </summary>
    private static object? SaveResult(Arguments arguments)
    {
        var data = arguments["data"];
        var options = arguments["options"] switch
        {
            null or ArrayValue { Count: 0 } => new ObjectValue(new Dictionary<string, object?>(StringComparer.Ordinal)),
            ObjectValue given => given,
            _ => throw arguments.Wrong("options", "an object"),
        };
        var format = CubeFormats.Find(arguments.Text("format")) ?? throw new GraphException(
            "FormatUnsuitable",
            $"There is no output format '{arguments.Text("format")}'; there are: {string.Join(", ", CubeFormats.All.Select(known => known.Name))}.") { Parameter = "format" };
        try
        {
            Check(format, data, options);
        }
        catch (CubeFormatException exception)
        {
            throw ResultWriting.Translate(exception);
        }

        arguments.Run.Services.Results.Add(new(data, format.Name, options));
        return data;
    }

    private static void Check(CubeFormat format, object? data, ObjectValue options)
    {
        if (data is Cube cube)
        {
            format.Check(cube.Shape, options.Members);
        }
        else if (format.Name != ResultWriting.FormatOfValues)
        {
            throw new GraphException(
                "FormatUnsuitable", $"{format.Name} holds data cubes, not {Nouns.Of(data)}: choose {ResultWriting.FormatOfValues}.") { Parameter = "format" };
        }
        else if (data is Callback or Lanes)
        {
            throw new GraphException("FormatUnsuitable", "A process cannot be saved.") { Parameter = "data" };
        }
    }
}
