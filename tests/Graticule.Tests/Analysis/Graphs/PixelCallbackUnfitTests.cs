using Graticule.Analysis.Graphs;
using Graticule.Raster.Cubes;
using Graticule.Tests.Analysis.Graphs.Conformance;
using Graticule.Tests.Analysis.Graphs.Processes;

namespace Graticule.Tests.Analysis.Graphs;

public sealed class PixelCallbackUnfitTests
{
    /// <summary>Without its missing values a pixel's array is shorter than its neighbour's, and yet each has a median.</summary>
    [Fact]
    public void Arrays_of_different_lengths_are_computed_pixel_by_pixel()
    {
        var graph = GraphParser.Parse(Json5.Parse(
            """
            {
              present: {process_id: 'sort', arguments: {data: {from_parameter: 'data'}}},
              count: {process_id: 'count', arguments: {data: {from_node: 'present'}, condition: true}, result: true},
            }
            """));
        var callback = new PixelCallback(new(graph, Parameters.None), new(new() { Processes = ProcessCall.Processes }));
        var data = new ArrayValue([Lanes(5, Missing.Value, 1), Lanes(2, 3, 4)]);
        using var scope = new ReadScope();

        for (var time = 0; time < 2; time++)
        {
            var lanes = Assert.IsType<Lanes>(callback.Invoke(scope, 3, ("data", data)));

            Assert.Equal([2, 1, 2], lanes.Values.ToArray());
        }
    }

    private static Lanes Lanes(params double[] values) => new(values);
}
