using Graticule.Raster.Cubes;

namespace Graticule.Raster.Catalog;

/// <summary>How the pixels of a file lie in a grid.</summary>
internal static class GridFit
{
    /// <summary>Shift, in cells, that does not matter.</summary>
    private const double Tolerance = 0.05;

    /// <summary>
    /// Where the upper left corner lies, in cells, and how many cells a pixel is wide and high; null if the pixels are not whole squares of
    /// cells, or the reference systems differ.
    /// </summary>
    internal static (int Column, int Row, int Factor)? Of(Grid file, Grid target, Func<string?, string?, bool> areSame)
    {
        var factor = (int)Math.Clamp(Math.Round(file.StepX / target.StepX), 1, 1 << 20);
        var (column, row) = ((file.Left - target.Left) / target.StepX, (file.Top - target.Top) / target.StepY);
        var fits = IsWhole(column) && IsWhole(row)
            && Drift(file.StepX, target.StepX, file.Width) && Drift(file.StepY, target.StepY, file.Height)
            && areSame(file.ReferenceSystem, target.ReferenceSystem);
        return fits ? ((int)Math.Round(column), (int)Math.Round(row), factor) : null;

        bool Drift(double step, double cell, int count) => Math.Abs((step / cell) - factor) * count < Tolerance;
    }

    private static bool IsWhole(double number) => Math.Abs(number) < int.MaxValue / 4 && Math.Abs(number - Math.Round(number)) < Tolerance;
}
