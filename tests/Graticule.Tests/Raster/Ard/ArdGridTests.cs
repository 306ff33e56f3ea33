using Graticule.Raster.Ard;

namespace Graticule.Tests.Raster.Ard;

public sealed class ArdGridTests
{
    [Fact]
    public void The_origin_is_in_the_cells_that_chipmunk_finds()
    {
        Assert.Equal(new GridCell(855, 1104), ArdGrid.Conus.Chip(0, 0));
        Assert.Equal(new GridCell(17, 22), ArdGrid.Conus.Tile(0, 0));
        Assert.Equal(new GridPoint(-585, 2805), ArdGrid.Conus.SnapToChip(0, 0));
        Assert.Equal(new GridPoint(-15585, 14805), ArdGrid.Conus.SnapToTile(0, 0));
        Assert.Equal(new GridPoint(-585, 2805), ArdGrid.Conus.SnapToChip(123, 456));
    }

    [Theory]
    [InlineData(-2040584, -2040585)]
    [InlineData(-2040585, -2040585)]
    [InlineData(-2040586, -2043585)]
    public void The_left_edge_belongs_to_a_chip(int x, int snapped) => Assert.Equal(snapped, ArdGrid.Conus.SnapToChip(x, 0).X);

    [Theory]
    [InlineData(3164804, 3164805)]
    [InlineData(3164805, 3164805)]
    [InlineData(3164806, 3167805)]
    public void The_upper_edge_belongs_to_a_chip(int y, int snapped) => Assert.Equal(snapped, ArdGrid.Conus.SnapToChip(0, y).Y);

    [Fact]
    public void Whole_metres_snap_as_whole_numbers_do()
    {
        for (var x = -2565585L; x < 2_400_000; x += 997)
        {
            Assert.Equal((Math.DivRem(x + 2565585, 3000).Quotient * 3000) - 2565585, ArdGrid.Conus.SnapToChip(x, 0).X);
        }
    }

    [Fact]
    public void Parts_of_a_metre_pass_through_single_precision()
    {
        // Ten centimetres before an edge are beyond what a float can tell at chip 855.
        Assert.Equal(2415, ArdGrid.Conus.SnapToChip(2414.95, 0).X);
        Assert.Equal(-585, ArdGrid.Conus.SnapToChip(2414.5, 0).X);
    }

    [Theory]
    [InlineData("CU", 5, 3, -1815585, 2864805)]
    [InlineData("AK", 0, 0, -851715, 2474325)]
    [InlineData("HI", 1, 2, -294345, 1868895)]
    public void Tiles_have_their_corners(string region, int column, int row, long x, long y)
    {
        var grid = ArdGrid.Of(region)!;

        Assert.Equal(new GridPoint(x, y), grid.CornerOfTile(new(column, row)));
        Assert.Equal(new GridCell(column, row), grid.Tile(x, y));
        Assert.True(grid.IsChipCorner(x, y));
        Assert.False(grid.IsChipCorner(x + 1, y));
    }

    [Fact]
    public void A_tile_has_2500_chips_row_by_row()
    {
        var chips = ArdGrid.Conus.ChipsOf(new(5, 3)).ToArray();

        Assert.Equal(2500, chips.Distinct().Count());
        Assert.Equal(new GridPoint(-1815585, 2864805), chips[0]);
        Assert.Equal(new GridPoint(-1812585, 2864805), chips[1]);
        Assert.Equal(new GridPoint(-1815585, 2861805), chips[50]);
        Assert.All(chips, chip => Assert.Equal(new GridCell(5, 3), ArdGrid.Conus.Tile(chip.X, chip.Y)));
    }

    [Fact]
    public void Pixels_are_numbered_row_by_row()
    {
        GridPoint chip = new(-585, 2805);

        Assert.Equal(0, ArdGrid.PixelOf(chip, -585, 2805));
        Assert.Equal(9999, ArdGrid.PixelOf(chip, -585 + 2999, 2805 - 2999));
        Assert.Equal(101, ArdGrid.PixelOf(chip, -555, 2775));
        Assert.Null(ArdGrid.PixelOf(chip, 2415, 2805));
        Assert.Null(ArdGrid.PixelOf(chip, -585, 2806));
        Assert.All(Enumerable.Range(0, 10_000), pixel => Assert.Equal(pixel, ArdGrid.CornerOfPixel(chip, pixel) is var corner ? ArdGrid.PixelOf(chip, corner.X, corner.Y) : null));
    }

    [Theory]
    [InlineData("LC08_CU_005003_20170411_20181119_C01_V01_SRB2.tif", "LC08_SRB2", 5, 3)]
    [InlineData("le07_cu_032021_19990701_20180101_c01_v02_pixelqa.TIF", "LE07_PIXELQA", 32, 21)]
    [InlineData("LT04_AK_000013_19890701_20180101_C01_V01_BTB6.tiff", "LT04_BTB6", 0, 13)]
    public void Names_of_files_are_read(string name, string ubid, int column, int row)
    {
        var parsed = ArdName.Parse(name)!;

        Assert.Equal(ubid, parsed.Layer!.Ubid);
        Assert.Equal(new GridCell(column, row), parsed.Tile);
    }

    [Theory]
    [InlineData("LC08_CU_005003_20171311_20181119_C01_V01_SRB2.tif")]
    [InlineData("LC08_CU_5003_20170411_20181119_C01_V01_SRB2.tif")]
    [InlineData("../LC08_CU_005003_20170411_20181119_C01_V01_SRB2.tif")]
    [InlineData("image.tif")]
    public void Other_names_are_none(string name) => Assert.Null(ArdName.Parse(name));

    [Fact]
    public void Change_detection_reads_the_32_layers_of_merlin()
    {
        Assert.Equal(32, ArdLayers.Inputs.Count);
        Assert.Equal(
            ["LC08_SRB2", "LE07_SRB1", "LT05_SRB1", "LT04_SRB1"], ArdLayers.Inputs.Where(layer => layer.Band == ChipBand.Blue).Select(layer => layer.Ubid));
        Assert.Equal(
            ["LC08_BTB10", "LE07_BTB6", "LT05_BTB6", "LT04_BTB6"], ArdLayers.Inputs.Where(layer => layer.Band == ChipBand.Thermal).Select(layer => layer.Ubid));
        Assert.Same(ArdLayers.Find("LC08_SRB2"), ArdLayers.Find("LANDSAT_8/OLI_TIRS/sr_band2"));
    }
}
