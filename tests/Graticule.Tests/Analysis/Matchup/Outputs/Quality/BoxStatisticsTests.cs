using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;

namespace Graticule.Tests.Analysis.Matchup.Outputs.Quality;

public sealed class BoxStatisticsTests
{
    /// <summary>Cell of row r and column c holds 10 r + c.</summary>
    private static readonly float[] Field = [.. Enumerable.Range(0, 60).Select(i => (float)((i / 10 * 10) + (i % 10)))];

    [Fact]
    public void Nine_cells_worked_out_by_hand()
    {
        // 12 13 14, 22 23 24, 32 33 34: squares of deviations 6 x 100 + 6 x 1.
        var box = BoxStatistics.Of(3, Field, 10, 2, 3, 3, wraps: false);

        Assert.Equal(new BoxValue(3, 9, 9, 23, Math.Sqrt(606.0 / 8)), box);
        Assert.Equal((1.0, Math.Sqrt(606.0 / 8) / 23), (box.ValidFraction, box.CoefficientOfVariation));
    }

    [Fact]
    public void Cells_beyond_an_edge_count_as_not_valid()
    {
        var box = BoxStatistics.Of(0, Field, 10, 0, 0, 3, wraps: false);

        Assert.Equal((4, 9, 5.5), (box.Count, box.Total, box.Mean));
    }

    [Fact]
    public void Around_the_globe_the_first_column_follows_on_the_last()
    {
        var box = BoxStatistics.Of(0, Field, 10, 1, 0, 3, wraps: true);

        // Columns 9, 0 and 1 of rows 0 to 2.
        Assert.Equal((9, (9 + 0 + 1 + 19 + 10 + 11 + 29 + 20 + 21) / 9.0), (box.Count, box.Mean));
        Assert.Equal((6, 9), (BoxStatistics.Of(0, Field, 10, 5, 9, 3, wraps: true).Count, 9));
    }

    [Fact]
    public void Missing_cells_are_passed_over_and_without_any_other_there_is_no_mean()
    {
        float[] field = [float.NaN, 2, float.NaN, float.NaN];

        var one = BoxStatistics.Of(0, field, 2, 0, 0, 3, wraps: false);
        var none = BoxStatistics.Of(0, [float.NaN], 1, 0, 0, 5, wraps: false);

        Assert.Equal((1, 2.0, double.NaN), (one.Count, one.Mean, one.StandardDeviation));
        Assert.Equal((0, 25, double.NaN), (none.Count, none.Total, none.Mean));
    }

    [Fact]
    public void Every_box_is_what_looking_at_each_cell_gives()
    {
        var random = new Random(3);
        var field = Enumerable.Range(0, 12 * 9).Select(_ => random.NextDouble() < 0.3 ? float.NaN : (float)random.NextDouble()).ToArray();
        for (var i = 0; i < 200; i++)
        {
            var (row, column, size, wraps) = (random.Next(9), random.Next(12), 1 + (2 * random.Next(4)), random.Next(2) == 1);

            var box = BoxStatistics.Of(0, field, 12, row, column, size, wraps);

            var cells = from r in Enumerable.Range(row - (size / 2), size)
                        from c in Enumerable.Range(column - (size / 2), size)
                        where r is >= 0 and < 9 && (wraps || c is >= 0 and < 12)
                        let value = field[(r * 12) + ((c + 12) % 12)]
                        where !float.IsNaN(value)
                        select (double)value;
            var list = cells.ToList();
            Assert.Equal((list.Count, size * size), (box.Count, box.Total));
            Assert.Equal(list.Count == 0 ? double.NaN : list.Average(), box.Mean, 1e-12);
        }
    }

    [Fact]
    public void A_grid_goes_around_where_its_columns_fill_the_circle()
    {
        Assert.True(BoxWindow.Wraps([.. Enumerable.Range(0, 1440).Select(i => -179.875 + (0.25 * i))]));
        Assert.True(BoxWindow.Wraps([.. Enumerable.Range(0, 360).Select(i => 359.5 - i)]));
        Assert.False(BoxWindow.Wraps([.. Enumerable.Range(0, 1439).Select(i => -179.875 + (0.25 * i))]));
        Assert.False(BoxWindow.Wraps([0]));
    }
}
