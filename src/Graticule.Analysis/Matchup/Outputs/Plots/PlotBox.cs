namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>A rectangle of a picture, in pixels.</summary>
internal readonly record struct PlotBox(double Left, double Top, double Right, double Bottom)
{
    internal double Width => Right - Left;

    internal double Height => Bottom - Top;

    internal bool Holds(double x, double y) => x >= Left && x <= Right && y >= Top && y <= Bottom;
}
