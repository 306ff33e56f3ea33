using Graticule.Server.Dialects.Lcmap;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>Vectors of LCMAP's own tests, and the notebook's tile.</summary>
public sealed class ChipGridTests
{
    [Theory]
    [InlineData(123, 456, -585, 2805)]
    [InlineData(-2040584, 3164804, -2040585, 3164805)]
    [InlineData(-2040585, 3164805, -2040585, 3164805)]
    [InlineData(-2040586, 3164806, -2043585, 3167805)]
    [InlineData(0, 0, -585, 2805)]
    public void A_point_lies_in_a_chip_whose_left_and_upper_edge_belong_to_it(int x, int y, int chipX, int chipY)
    {
        var chip = ChipGrid.ChipOf("a", x, y);

        Assert.Equal((chipX, chipY), (chip.ChipX, chip.ChipY));
    }

    [Fact]
    public void The_chips_of_a_tile_are_the_points_of_the_notebook_in_its_order()
    {
        var tile = ChipGrid.TileOf(-1815585, 2864805);
        var points = from y in Enumerable.Range(0, 50) from x in Enumerable.Range(0, 50) select (-1815585 + (3000 * x), 2864805 - (3000 * y));

        var chips = ChipGrid.ChipsOf("a", tile).ToArray();

        Assert.Equal("005003", tile.Name);
        Assert.Equal(points, chips.Select(chip => (chip.ChipX, chip.ChipY)));
        var area = ChipGrid.AreaOf(tile);
        Assert.Equal((chips.Min(chip => chip.ChipX), chips.Min(chip => chip.ChipY), chips.Max(chip => chip.ChipX), chips.Max(chip => chip.ChipY)), (area.FromX, area.FromY, area.ToX, area.ToY));
    }
}
