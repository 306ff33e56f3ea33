using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Tests.Raster.Observations.Grids;

public sealed class TileIdsTests
{
    private static readonly Dictionary<string, int> Slices = new(StringComparer.Ordinal) { ["time"] = 1, ["lat"] = 30, ["lon"] = 30 };

    private static readonly TileDimension[] Mur25 = [new("time", 1, TileRole.Time), new("lat", 720, TileRole.Row), new("lon", 1440, TileRole.Column)];

    /// <summary>Identifiers that users of Apache SDAP have published, with what they are made of.</summary>
    [Fact]
    public void Tiles_have_the_identifiers_that_Apache_SDAP_gave_them()
    {
        var one = new TileIds(Dataset("MUR25-JPL-L4-GLOB-v04.2", Slices, "analysed_sst"), "20180926090000-JPL-L4_GHRSST-SSTfnd-MUR25-GLOB-v02.0-fv04.2.nc", Mur25);
        var three = new TileIds(
            Dataset("MUR25-JPL-L4-GLOB-v04.2", Slices, "analysed_sst", "analysis_error", "sst_anomaly"), "20180925090000-JPL-L4_GHRSST-SSTfnd-MUR25-GLOB-v02.0-fv04.2.nc", Mur25);
        var bounded = new TileIds(
            Dataset("AVHRR_OI_L4_GHRSST_NCEI", new(StringComparer.Ordinal) { ["time"] = 1, ["lat"] = 100, ["lon"] = 100 }, "analysed_sst"),
            "20180801120000-NCEI-L4_GHRSST-SSTblend-AVHRR_OI-GLOB-v02.0-fv02.0.nc",
            [.. Mur25, new("nv", 2, TileRole.Other)]);

        Assert.Equal("47be9823-0b9e-3984-b562-2221c0396ada", one.Tile(0, 250, 1379));
        Assert.Equal("9793ad5b-5d06-3163-95b2-b5f020280044", bounded.Tile(0, 400, 299));
        Assert.Equal("22a9a434-f569-3aa6-988a-98c651f9139e", three.Tile(0, 269, 1410));
        Assert.NotEqual(one.Tile(0, 250, 1379), one.Tile(0, 239, 1379));
    }

    [Fact]
    public void Places_in_tiles_of_one_variable_are_written_as_lists_of_Python_and_of_several_as_arrays_of_numpy()
    {
        var one = new TileIds(Dataset("a", Slices, "x"), "f.nc", Mur25);
        var two = new TileIds(Dataset("a", Slices, "x", "y"), "f.nc", Mur25);

        Assert.Equal("t[[0, 90, 51]]", one.Of("t", 0, 90, 51));
        Assert.Equal("t[[ 0 11 27]]", two.Of("t", 0, 11, 27));
        Assert.Equal("t[[0 1 2]]", two.Of("t", 0, 1, 2));
    }

    [Fact]
    public void A_tile_at_the_edge_is_as_large_as_what_is_left_and_a_dimension_without_a_step_is_taken_whole()
    {
        var ids = new TileIds(Dataset("a", new(StringComparer.Ordinal) { ["lat"] = 100 }, "x"), "f.nc", Mur25);

        Assert.Equal((700, 720), ids.Extent(TileRole.Row, 719));
        Assert.Equal((0, 1440), ids.Extent(TileRole.Column, 1439));
        Assert.Equal(TileIds.Uuid("af.nc\"x\"lat:700:720,lon:0:1440,time:0:1"), ids.Tile(0, 719, 3));
    }

    private static ObservationDataset Dataset(string id, Dictionary<string, int> slices, params string[] variables) => new()
    {
        Id = id,
        Kind = DatasetKind.Grid,
        Folder = "/nowhere",
        Layout = new() { Slices = slices, Variables = variables },
    };
}
