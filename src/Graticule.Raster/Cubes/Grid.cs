namespace Graticule.Raster.Cubes;

/// <summary>A regular grid of cells, by its upper left corner.</summary>
/// <param name="Left">Outer edge of the first column, in units of the reference system.</param>
/// <param name="Top">Outer edge of the first row.</param>
/// <param name="StepX">Width of a cell; negative where x falls.</param>
/// <param name="StepY">Height of a cell, negative where y falls from row to row, as in most images.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="ReferenceSystem">As <see cref="Dimension.ReferenceSystem"/>.</param>
public sealed record Grid(double Left, double Top, double StepX, double StepY, int Width, int Height, string? ReferenceSystem)
{
    public double Right => Left + (StepX * Width);

    public double Bottom => Top + (StepY * Height);

    /// <summary>The dimensions that this grid has, named as asked.</summary>
    public (Dimension X, Dimension Y) ToDimensions(string x = "x", string y = "y") =>
        (new(x, DimensionType.Spatial, LabelList.Regular(Left + (StepX / 2), StepX, Width)) { Axis = SpatialAxis.X, ReferenceSystem = ReferenceSystem },
            new(y, DimensionType.Spatial, LabelList.Regular(Top + (StepY / 2), StepY, Height)) { Axis = SpatialAxis.Y, ReferenceSystem = ReferenceSystem });

    internal static Grid Of(Dimension x, Dimension y) => new(
        x.Labels.Start - (x.Labels.Step / 2), y.Labels.Start - (y.Labels.Step / 2), x.Labels.Step, y.Labels.Step, x.Count, y.Count, x.ReferenceSystem);
}
