using Graticule.Analysis.Matchup.Outputs.Statistics;

namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>Draws where primaries lie, coloured by the difference of what was compared there: dots, or of many pairs the mean of the cells of a grid.</summary>
internal static class DifferenceMap
{
    internal const int Width = 960;

    private const int MostDots = 3000;
    private const double Cell = 4;
    private const double Left = 76;
    private const double Top = 60;
    private const double MostHeight = 640;
    private const double MostWidth = 740;

    /// <param name="values">Pairs with their differences; differences that are not numbers are drawn as places alone.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="units">Of the differences; null: not known.</param>
    /// <returns>A PNG.</returns>
    internal static byte[] Draw(IReadOnlyList<PairValue> values, string title, string? units)
    {
        var extent = MapExtent.Around([.. values.Select(value => (value.Longitude, value.Latitude))]);
        var scale = Math.Min(MostWidth / (extent.Width * extent.Shortening), MostHeight / extent.Height);
        var box = new PlotBox(Left, Top, Left + (extent.Width * extent.Shortening * scale), Top + (extent.Height * scale));
        var canvas = new PlotCanvas(Width, (int)Math.Max(box.Bottom + 60, Top + 330));
        canvas.Rectangle(box.Left, box.Top, box.Right, box.Bottom, PlotColors.Ground);
        PlotFrame.Axes(canvas, box, extent.Meridians(), extent.Parallels());
        var most = Largest(values);
        Points(canvas, box, extent, values, most);
        canvas.Frame(box.Left, box.Top, box.Right, box.Bottom, PlotColors.Ink);
        canvas.Text(PlotCanvas.Fit(title, PlotFrame.TitleSize, Width - Left - 20), Left, 30, PlotFrame.TitleSize, PlotColors.Ink);
        if (double.IsFinite(most))
        {
            var axis = new PlotAxis(-most, most);
            var bar = new PlotBox(box.Right + 40, Top + 40, box.Right + 58, Top + 260);
            PlotFrame.Bar(canvas, bar, PlotColors.OfDifference, axis.Ticks().Select(tick => (axis.ShareOf(tick.Place), tick.Text)), PlotFrame.Units(units));
        }

        return canvas.ToPng();
    }

    /// <summary>The end of the colours: what 98 % of the differences do not exceed.</summary>
    private static double Largest(IReadOnlyList<PairValue> values)
    {
        double[] sizes = [.. values.Select(value => Math.Abs(value.Difference)).Where(double.IsFinite).Order()];
        return sizes.Length == 0 ? double.NaN : Math.Max(sizes[(int)((sizes.Length - 1) * 0.98)], 1e-9);
    }

    private static void Points(PlotCanvas canvas, PlotBox box, MapExtent extent, IReadOnlyList<PairValue> values, double most)
    {
        if (values.Count <= MostDots)
        {
            foreach (var value in values)
            {
                var (x, y) = extent.ShareOf(value.Longitude, value.Latitude);
                (x, y) = (box.Left + (x * box.Width), box.Bottom - (y * box.Height));
                canvas.Disc(x, y, 4, PlotColors.Grey);
                canvas.Disc(x, y, 3.25, ColorOf(value.Difference, most));
            }

            return;
        }

        var (columns, rows) = ((int)Math.Ceiling(box.Width / Cell), (int)Math.Ceiling(box.Height / Cell));
        var (sums, counts) = (new double[columns * rows], new int[columns * rows]);
        foreach (var value in values)
        {
            var (x, y) = extent.ShareOf(value.Longitude, value.Latitude);
            var at = (Math.Clamp((int)((1 - y) * rows), 0, rows - 1) * columns) + Math.Clamp((int)(x * columns), 0, columns - 1);
            sums[at] += value.Difference;
            counts[at]++;
        }

        for (var i = 0; i < sums.Length; i++)
        {
            if (counts[i] > 0)
            {
                var (left, top) = (box.Left + (i % columns * box.Width / columns), box.Top + (i / columns * box.Height / rows));
                canvas.Rectangle(left, top, left + (box.Width / columns), top + (box.Height / rows), ColorOf(sums[i] / counts[i], most));
            }
        }
    }

    private static int ColorOf(double difference, double most) =>
        double.IsFinite(difference) && double.IsFinite(most) ? PlotColors.OfDifference(0.5 + (difference / most / 2)) : PlotColors.Point;
}
