using System.Globalization;
using Graticule.Analysis.Matchup.Outputs.Statistics;

namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>
/// Draws the values of pairs against each other: reference across, what is compared with it upwards, both on one scale, with the line of equality and
/// two regressions. Few pairs are dots; many are cells coloured by how many they hold.
/// </summary>
internal static class ScatterPlot
{
    internal const int Width = 860;
    internal const int Height = 760;

    private const int MostDots = 1500;
    private const int Cells = 160;

    private static readonly PlotBox Box = new(96, 60, 96 + 620, 60 + 620);

    /// <param name="statistics">Of the pair of variables; null: the sides have none in common.</param>
    /// <returns>A PNG.</returns>
    internal static byte[] Draw(PairStatistics? statistics)
    {
        var canvas = new PlotCanvas(Width, Height);
        canvas.Rectangle(Box.Left, Box.Top, Box.Right, Box.Bottom, PlotColors.Ground);
        if (statistics is null)
        {
            canvas.Frame(Box.Left, Box.Top, Box.Right, Box.Bottom, PlotColors.Ink);
            canvas.Text("No variables of both sides can be compared.", Box.Left + (Box.Width / 2), Box.Top + (Box.Height / 2), PlotFrame.TextSize, PlotColors.Ink, 0.5);
            return canvas.ToPng();
        }

        var isLogarithmic = statistics.OfLogarithms is { Count: > 0 };
        var values = Values(statistics, isLogarithmic);
        var axis = PlotAxis.Around(
            values.Select(value => Math.Min(value.X, value.Y)).DefaultIfEmpty(double.NaN).Min(), values.Select(value => Math.Max(value.X, value.Y)).DefaultIfEmpty(double.NaN).Max(), isLogarithmic);
        (double, string)[] ticks = [.. axis.Ticks().Select(tick => (axis.ShareOf(tick.Place), tick.Text))];
        PlotFrame.Axes(canvas, Box, ticks, ticks);
        Points(canvas, axis, values);
        var comparison = isLogarithmic ? statistics.OfLogarithms! : statistics.Comparison;
        Line(canvas, axis, new(1, 0), PlotColors.Ink, 7);
        Line(canvas, axis, comparison.LeastSquares, PlotColors.TypeOne, 0);
        Line(canvas, axis, comparison.ReducedMajorAxis, PlotColors.TypeTwo, 0);
        canvas.Frame(Box.Left, Box.Top, Box.Right, Box.Bottom, PlotColors.Ink);
        Titles(canvas, statistics);
        Figures(canvas, comparison, isLogarithmic);
        return canvas.ToPng();
    }

    private static List<PairValue> Values(PairStatistics statistics, bool isLogarithmic) => isLogarithmic
        ? [.. statistics.Sample.Values.Where(value => value is { X: > 0, Y: > 0 }).Select(value => value with { X = Math.Log10(value.X), Y = Math.Log10(value.Y) })]
        : [.. statistics.Sample.Values];

    private static (double X, double Y) Place(PlotAxis axis, double x, double y) =>
        (Box.Left + (axis.ShareOf(x) * Box.Width), Box.Bottom - (axis.ShareOf(y) * Box.Height));

    private static void Line(PlotCanvas canvas, PlotAxis axis, StraightLine line, int color, double dash)
    {
        if (double.IsFinite(line.Slope))
        {
            canvas.Line(Place(axis, axis.Least, line.At(axis.Least)), Place(axis, axis.Most, line.At(axis.Most)), dash > 0 ? 1.5 : 2, color, dash, Box);
        }
    }

    private static void Points(PlotCanvas canvas, PlotAxis axis, List<PairValue> values)
    {
        if (values.Count <= MostDots)
        {
            foreach (var value in values)
            {
                var (x, y) = Place(axis, value.X, value.Y);
                canvas.Disc(x, y, 3.5, PlotColors.Point, 0.55);
            }

            return;
        }

        var counts = new int[Cells * Cells];
        foreach (var value in values)
        {
            counts[(Cell(axis, value.Y) * Cells) + Cell(axis, value.X)]++;
        }

        var most = Math.Log(Math.Max(2, counts.Max()));
        var side = Box.Width / Cells;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                var (left, bottom) = (Box.Left + (i % Cells * side), Box.Bottom - (i / Cells * side));
                canvas.Rectangle(left, bottom - side, left + side, bottom, PlotColors.OfDensity(Math.Log(counts[i]) / most));
            }
        }

        PlotFrame.Bar(canvas, new(Box.Right + 34, Box.Top + 40, Box.Right + 50, Box.Top + 240), PlotColors.OfDensity, Powers(counts.Max()), "pairs");
    }

    private static int Cell(PlotAxis axis, double value) => Math.Clamp((int)(axis.ShareOf(value) * Cells), 0, Cells - 1);

    private static IEnumerable<(double Share, string Text)> Powers(int most)
    {
        var all = Math.Log(Math.Max(2, most));
        for (var count = 1L; count <= most; count *= 10)
        {
            yield return (Math.Log(count) / all, PlotAxis.Text(count, 0));
        }
    }

    private static void Titles(PlotCanvas canvas, PairStatistics statistics)
    {
        var units = string.IsNullOrEmpty(statistics.Units) ? "" : $" ({PlotFrame.Units(statistics.Units)})";
        var (reference, compared) = (statistics.Reference, statistics.Compared);
        canvas.Text(PlotCanvas.Fit($"{compared.Dataset} against {reference.Dataset}", PlotFrame.TitleSize, Width - 40), Box.Left, 30, PlotFrame.TitleSize, PlotColors.Ink);
        canvas.Text(PlotCanvas.Fit($"{reference.Dataset}: {reference.Variable}{units}", PlotFrame.TextSize, Box.Width), Box.Left + (Box.Width / 2), Box.Bottom + 44, PlotFrame.TextSize, PlotColors.Ink, 0.5);
        canvas.Text(
            PlotCanvas.Fit($"{compared.Dataset}: {compared.Variable}{units}", PlotFrame.TextSize, Box.Height), 24, Box.Top + (Box.Height / 2), PlotFrame.TextSize, PlotColors.Ink, 0.5, isUpright: true);
    }

    private static void Figures(PlotCanvas canvas, Comparison found, bool isLogarithmic)
    {
        List<(string Text, int Color)> lines =
        [
            (string.Create(CultureInfo.InvariantCulture, $"n = {found.Count}"), PlotColors.Ink), ($"bias = {Short(found.Bias)}", PlotColors.Ink),
            ($"RMSE = {Short(found.RootMeanSquare)}", PlotColors.Ink), ($"r = {Short(found.Correlation)}", PlotColors.Ink), ("1:1 (dashed)", PlotColors.Grey),
            ($"OLS: {Formula(found.LeastSquares)}", PlotColors.TypeOne), ($"RMA: {Formula(found.ReducedMajorAxis)}", PlotColors.TypeTwo),
        ];
        if (isLogarithmic)
        {
            lines.Insert(1, ("of decimal logarithms:", PlotColors.Grey));
        }

        var wide = lines.Max(line => PlotCanvas.Width(line.Text, PlotFrame.TextSize)) + 20;
        canvas.Rectangle(Box.Left + 10, Box.Top + 10, Box.Left + 10 + wide, Box.Top + 18 + (lines.Count * 19), 0xFFFFFF, 0.75);
        for (var i = 0; i < lines.Count; i++)
        {
            canvas.Text(lines[i].Text, Box.Left + 20, Box.Top + 24 + (i * 19), PlotFrame.TextSize, lines[i].Color);
        }
    }

    private static string Formula(StraightLine line) =>
        double.IsFinite(line.Slope) ? $"y = {Short(line.Slope)} x {(line.Intercept < 0 ? "-" : "+")} {Short(Math.Abs(line.Intercept))}" : "none";

    private static string Short(double value) => double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : "-";
}
