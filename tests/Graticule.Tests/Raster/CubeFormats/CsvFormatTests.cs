using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;
using NetTopologySuite.Geometries;

namespace Graticule.Tests.Raster.CubeFormats;

public sealed class CsvFormatTests : IDisposable
{
    private readonly CubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_vector_cube_has_a_line_for_each_geometry_and_date()
    {
        var fields = new FeatureCollection(
            [
                new(new Point(10, 50), new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "left, \"old\"", ["t"] = 1.5 }),
                new(null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["owned"] = true }),
            ],
            "EPSG:4326");
        var shape = new CubeShape(
        [
            new("geometry", DimensionType.Geometry, LabelList.Numbered(2)) { Features = fields },
            new("t", DimensionType.Temporal, new(["2022-01-01", "2022-02-01"])),
            new("bands", DimensionType.Bands, new(["red", "nir"])),
        ]);

        var file = _folder.Write("csv", new MemoryCube(shape, [1, 2, 3, Missing.Value, double.NaN, 6, 0.1, 1e300]))[0];

        Assert.Equal(
            """"
            geometry,name,t,owned,t_2,red,nir
            0,"left, ""old""",1.5,,2022-01-01,1,2
            0,"left, ""old""",1.5,,2022-02-01,3,
            1,,,true,2022-01-01,NaN,6
            1,,,true,2022-02-01,0.1,1E+300

            """",
            File.ReadAllText(_folder.PathOf(file)).ReplaceLineEndings("\n"));
        Assert.Equal([10, 50, 10, 50], file.BoundingBox);
    }

    [Fact]
    public void A_small_raster_is_a_long_table()
    {
        var (x, y) = CubeFolder.Utm(2, 2).ToDimensions();

        var file = _folder.Write("CSV", new MemoryCube(new([y, x]), [1, 2, 3, 4]), ("separator", ";"))[0];

        Assert.Equal(
            ["y;x;value", "5180990;652010;1", "5180990;652030;2", "5180970;652010;3", "5180970;652030;4"], File.ReadAllLines(_folder.PathOf(file)));
    }

    [Fact]
    public void Lines_are_in_order_whichever_thread_wrote_them()
    {
        var cube = CubeFolder.Cube(1, 1, 200, 150, number => number * 3);

        var lines = File.ReadAllLines(_folder.PathOf(_folder.Write("CSV", cube)[0]));

        Assert.Equal(30_001, lines.Length);
        Assert.Equal(
            cube.Values.Select(value => Missing.Is(value) ? "" : FormattableString.Invariant($"{value:R}")), lines.Skip(1).Select(line => line[(line.LastIndexOf(',') + 1)..]));
    }

    [Fact]
    public void Too_many_cells_are_refused_before_they_are_computed()
    {
        var exception = Assert.Throws<CubeFormatException>(() => _folder.Write("CSV", new Never(CubeFolder.Utm(4000, 4000))));

        Assert.Equal("FormatUnsuitable", exception.Code);
    }

    private sealed class Never(Grid grid) : Cube(new([grid.ToDimensions().X, grid.ToDimensions().Y]))
    {
        public override Block Read(Graticule.Raster.Windows.Window window, ReadScope scope) => throw new InvalidOperationException("Nothing was to be read.");
    }
}
