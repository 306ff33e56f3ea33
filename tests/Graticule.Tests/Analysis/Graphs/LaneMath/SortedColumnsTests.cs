using Graticule.Analysis.Graphs.LaneMath;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.LaneMath;

public sealed class SortedColumnsTests
{
    /// <summary>A network that sorts all sequences of zeros and ones sorts everything (Knuth 5.3.4, theorem Z).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(13)]
    public void Sorts_all_sequences_of_zeros_and_ones(int rows)
    {
        var items = Enumerable.Range(0, rows).Select(row =>
            (ReadOnlyMemory<double>)Enumerable.Range(0, 1 << rows).Select(pixel => (double)((pixel >> row) & 1)).ToArray()).ToArray();
        var columns = new SortedColumns(rows, new double[SortedColumns.ScratchOf(rows)]);

        for (var from = 0; from < 1 << rows; from += columns.Width)
        {
            var count = Math.Min(columns.Width, (1 << rows) - from);
            columns.Load(items, from, count);
            for (var pixel = 0; pixel < count; pixel++)
            {
                var ones = int.PopCount(from + pixel);
                for (var row = 0; row < rows; row++)
                {
                    Assert.Equal(row < rows - ones ? 0 : 1, columns.At(row, pixel));
                }
            }
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(49)]
    [InlineData(193)]
    [InlineData(300)]
    public void Missing_values_and_nan_are_counted_and_sent_to_the_end(int rows)
    {
        var random = new Random(7);
        var cells = Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 5).Select(_ => random.Next(10) switch { 0 => Missing.Value, 1 => double.NaN, _ => random.NextDouble() }).ToArray()).ToArray();
        var columns = new SortedColumns(rows, new double[SortedColumns.ScratchOf(rows)]);

        columns.Load([.. cells.Select(row => (ReadOnlyMemory<double>)row)], 0, 5);

        for (var pixel = 0; pixel < 5; pixel++)
        {
            var column = cells.Select(row => row[pixel]).ToList();
            var numbers = column.Where(number => !double.IsNaN(number)).Order().ToList();
            Assert.Equal(column.Count(number => !Missing.Is(number)), columns.Count(pixel));
            Assert.Equal(column.Exists(number => double.IsNaN(number) && !Missing.Is(number)), columns.HasNan(pixel));
            for (var row = 0; row < rows; row++)
            {
                Assert.Equal(row < numbers.Count ? numbers[row] : double.PositiveInfinity, columns.At(row, pixel));
            }
        }
    }
}
