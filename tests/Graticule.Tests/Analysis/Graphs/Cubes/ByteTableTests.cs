using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;
using Graticule.Tests.Analysis.Graphs.Processes;
using Graticule.Tests.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Cubes;

/// <summary>What is looked up in a table equals what is computed for each pixel.</summary>
public sealed class ByteTableTests
{
    private const string Masks = """
        {"process_graph": {
          "class": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "label": "SCL"}},
          "none": {"process_id": "eq", "arguments": {"x": {"from_node": "class"}, "y": 0}},
          "cloud": {"process_id": "between", "arguments": {"x": {"from_node": "class"}, "min": 8, "max": 10}},
          "any": {"process_id": "or", "arguments": {"x": {"from_node": "none"}, "y": {"from_node": "cloud"}}, "result": true} } }
        """;

    private const string Sums = """
        {"process_graph": {
          "class": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "index": 1}},
          "other": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "index": 0}},
          "sum": {"process_id": "add", "arguments": {"x": {"from_node": "class"}, "y": {"from_node": "other"}}, "result": true} } }
        """;

    private const string Gaps = """
        {"process_graph": {
          "class": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "index": 1}},
          "gap": {"process_id": "is_nodata", "arguments": {"x": {"from_node": "class"}}, "result": true} } }
        """;

    [Theory]
    [InlineData(Masks)]
    [InlineData(Sums)]
    [InlineData(Gaps)]
    public void A_reducer_gives_the_same_for_bytes_whether_it_knows_that_they_are_bytes_or_not(string reducer)
    {
        foreach (var dimensions in (string[][])[["x", "y", "t", "bands"], ["bands", "t", "y", "x"]])
        {
            var cells = Cells(dimensions);

            var known = SmallCubes.Read(CubeCalls.Make("reduce_dimension", new Bytes(cells), $$"""{"reducer": {{reducer}}, "dimension": "bands"}"""));
            var plain = SmallCubes.Read(CubeCalls.Make("reduce_dimension", cells, $$"""{"reducer": {{reducer}}, "dimension": "bands"}"""));

            Assert.Equal(Bits(plain), Bits(known));
        }
    }

    [Fact]
    public void A_process_of_each_cell_gives_the_same_for_bytes()
    {
        var cells = Cells(["x", "y", "t", "bands"]);
        const string Process = """{"process_graph": {"s": {"process_id": "sqrt", "arguments": {"x": {"from_parameter": "x"}}, "result": true} } }""";

        var known = SmallCubes.Read(CubeCalls.Make("apply", new Bytes(cells), $$"""{"process": {{Process}}}"""));
        var plain = SmallCubes.Read(CubeCalls.Make("apply", cells, $$"""{"process": {{Process}}}"""));

        Assert.Equal(Bits(plain), Bits(known));
    }

    /// <summary>A number beyond all bytes is taken for a missing value then, which nothing but a table would do.</summary>
    [Fact]
    public void A_reducer_that_looks_at_one_byte_is_not_run_for_each_pixel()
    {
        var cells = SmallCubes.Of([SmallCubes.X(1), SmallCubes.Y(1), SmallCubes.Bands("B04", "SCL")], 1, 300);

        var reduced = SmallCubes.Read(CubeCalls.Make("reduce_dimension", new Bytes(cells), $$"""{"reducer": {{Gaps}}, "dimension": "bands"}"""));

        Assert.Equal([1], reduced.Values);
    }

    /// <summary>3 x 4 pixels, three times, two bands of bytes, some of them missing.</summary>
    private static MemoryCube Cells(IReadOnlyList<string> order)
    {
        var random = new Random(7);
        Dimension[] all = [SmallCubes.X(4), SmallCubes.Y(3), SmallCubes.T("2020-01-01", "2020-02-01", "2020-03-01"), SmallCubes.Bands("B04", "SCL")];
        return new(
            new(order.Select(name => all.First(dimension => dimension.Name == name))),
            [.. Enumerable.Range(0, 72).Select(_ => random.Next(6) == 0 ? Missing.Value : random.Next(12))]);
    }

    private static long[] Bits(MemoryCube cube) => [.. cube.Values.Select(BitConverter.DoubleToInt64Bits)];

    /// <summary>A cube that says of its cells that they are bytes.</summary>
    private sealed class Bytes(Cube source) : Cube(source.Shape)
    {
        public override bool HoldsBytes(int plane) => true;

        public override Block Read(Window window, ReadScope scope) => source.Read(window, scope);
    }
}
