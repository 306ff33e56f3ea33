using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class JsonFormatTests : IDisposable
{
    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cells_are_nested_in_the_order_of_the_dimensions_whatever_it_is()
    {
        var (x, y) = CubeFolder.Utm(2, 3).ToDimensions();
        var shape = new CubeShape([x, new("bands", DimensionType.Bands, new(["red", "nir"])), y, new("t", DimensionType.Temporal, new(["2020-01-05", "2020-02-05"]))]);
        double[] cells = [.. Enumerable.Range(0, 24).Select(number => number == 7 ? Missing.Value : number == 8 ? double.PositiveInfinity : number)];

        var file = _folder.Write("json", new MemoryCube(shape, cells))[0];

        var json = JsonNode.Parse(File.ReadAllText(_folder.PathOf(file)))!;
        Assert.Equal(["x", "bands", "y", "t"], json["dims"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(["red", "nir"], json["coords"]!["bands"]!["data"]!.AsArray().Select(name => (string)name!));
        Assert.Equal([652010.0, 652030.0], json["coords"]!["x"]!["data"]!.AsArray().Select(number => (double)number!));
        for (var i = 0; i < 24; i++)
        {
            // Planes are numbered by bands and t; cells of a plane by y and x.
            var (plane, place) = (i / 6, i % 6);
            var cell = json["data"]![place % 2]![plane / 2]![place / 2]![plane % 2];
            Assert.Equal(i is 7 or 8 ? null : (double?)i, (double?)cell);
        }

        Assert.Equal(("2020-01-05T00:00:00Z", "2020-02-05T00:00:00Z"), (file.Start, file.End));
        Assert.Equal("EPSG:32632", file.ReferenceSystem);
    }

    [SkippableFact]
    public void Xarray_reads_it_as_a_labelled_array()
    {
        var cube = CubeFolder.Cube(2, 2, 4, 3, cell => Math.Round(cell, 3));
        var file = _folder.Write("JSON", cube)[0];

        var said = CubeFolder.Python(
            "import sys, json, xarray; a = xarray.DataArray.from_dict(json.load(open(sys.argv[1])));"
            + "print(a.dims, a.shape); print(float(a.sel(t='2022-06-15T00:00:00Z', bands='B02', x=652050, y=5180950)))",
            _folder.PathOf(file));

        Assert.Equal(["('t', 'bands', 'y', 'x') (2, 2, 3, 4)", "3002.002"], said.Split('\n'));
    }

    [Fact]
    public void A_cube_without_dimensions_is_one_number()
    {
        var file = _folder.Write("JSON", new MemoryCube(new([]), [42]))[0];

        Assert.Equal(42, (double?)JsonNode.Parse(File.ReadAllText(_folder.PathOf(file)))!["data"]);
    }
}
