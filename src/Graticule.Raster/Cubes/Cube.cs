using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// Cells along named dimensions, lazy: the shape is known now, cells are computed when a window of x and y is read, always with all
/// labels of the other dimensions. May be read by several threads, each with a scope of its own.
/// </summary>
public abstract class Cube(CubeShape shape)
{
    public CubeShape Shape { get; } = shape;

    /// <summary>What this cube is computed from.</summary>
    public virtual IReadOnlyList<Cube> Inputs => [];

    /// <summary>The tiles that windows had best be made of, in cells; (0, 0) where it does not matter.</summary>
    public virtual (int Width, int Height) Tile =>
        (Inputs.Select(input => input.Tile.Width).DefaultIfEmpty().Max(), Inputs.Select(input => input.Tile.Height).DefaultIfEmpty().Max());

    /// <summary>Bytes that a thread holds for each cell of x and y while it reads this cube, apart from blocks: decoded samples.</summary>
    public virtual long BytesPerPixel => Inputs.Sum(input => input.BytesPerPixel);

    /// <summary>Whether all cells of a plane are whole numbers from 0 to 255, or missing: whatever is computed of one such cell has few values.</summary>
    public virtual bool HoldsBytes(int plane) => false;

    /// <summary>Computes all planes of a window, which lies within the cube.</summary>
    public abstract Block Read(Window window, ReadScope scope);

    /// <summary>The same cube with some labels of a dimension other than x and y, in the order given. Goes down to the source where it can.</summary>
    public virtual Cube Select(string dimension, IReadOnlyList<int> positions) => new SelectedCube(this, dimension, positions);

    /// <summary>A part of x and y.</summary>
    public virtual Cube Crop(Window window) => new CroppedCube(this, window);

    /// <summary>The same cube, for several readers: each window of it is computed once.</summary>
    public virtual Cube Share() => new SharedCube(this);

    protected static CubeShape ShapeOf(Cube cube, string dimension, IReadOnlyList<int> positions)
    {
        var old = cube.Shape.Find(dimension)!;
        return cube.Shape.Replace(old, old.Pick(positions));
    }

    protected static CubeShape ShapeOf(Cube cube, Window window) => new(cube.Shape.Dimensions.Select(dimension => dimension switch
    {
        { IsX: true } => dimension.Slice(window.Column, window.Width),
        { IsY: true } => dimension.Slice(window.Row, window.Height),
        _ => dimension,
    }));
}
