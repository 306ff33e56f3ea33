namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>What plots have around what they show: axes with their numbers, bars of colours.</summary>
internal static class PlotFrame
{
    internal const double TextSize = 10.5;
    internal const double TitleSize = 14;

    private const double TickLength = 5;
    private const int Shades = 200;

    /// <summary>Lines across the box at the ticks of both axes, and their numbers outside.</summary>
    internal static void Axes(PlotCanvas canvas, PlotBox box, IEnumerable<(double Share, string Text)> across, IEnumerable<(double Share, string Text)> up)
    {
        foreach (var (share, text) in across)
        {
            var x = box.Left + (share * box.Width);
            canvas.Line((x, box.Top), (x, box.Bottom), 1, PlotColors.Faint);
            canvas.Line((x, box.Bottom), (x, box.Bottom + TickLength), 1, PlotColors.Ink);
            canvas.Text(text, x, box.Bottom + 16, TextSize, PlotColors.Ink, 0.5);
        }

        foreach (var (share, text) in up)
        {
            var y = box.Bottom - (share * box.Height);
            canvas.Line((box.Left, y), (box.Right, y), 1, PlotColors.Faint);
            canvas.Line((box.Left - TickLength, y), (box.Left, y), 1, PlotColors.Ink);
            canvas.Text(text, box.Left - 9, y, TextSize, PlotColors.Ink, 1);
        }
    }

    /// <summary>An upright bar of colours with what they stand for.</summary>
    internal static void Bar(PlotCanvas canvas, PlotBox box, Func<double, int> colorOf, IEnumerable<(double Share, string Text)> ticks, string title)
    {
        for (var i = 0; i < Shades; i++)
        {
            var (low, high) = ((double)i / Shades, (double)(i + 1) / Shades);
            canvas.Rectangle(box.Left, box.Bottom - (high * box.Height), box.Right, box.Bottom - (low * box.Height), colorOf((low + high) / 2));
        }

        canvas.Frame(box.Left, box.Top, box.Right, box.Bottom, PlotColors.Grey);
        foreach (var (share, text) in ticks)
        {
            var y = box.Bottom - (share * box.Height);
            canvas.Line((box.Right, y), (box.Right + 4, y), 1, PlotColors.Ink);
            canvas.Text(text, box.Right + 8, y, TextSize, PlotColors.Ink);
        }

        canvas.Text(title, box.Left, box.Top - 16, TextSize, PlotColors.Ink);
    }

    /// <summary>Units as people write them; empty where they are not known.</summary>
    internal static string Units(string? units) => units?.ToUpperInvariant() switch
    {
        null => "",
        "C" or "CELSIUS" or "DEGREE_CELSIUS" or "DEGREES_CELSIUS" or "DEGC" or "DEG_C" or "DEGREE_C" => "°C",
        _ => units,
    };
}
