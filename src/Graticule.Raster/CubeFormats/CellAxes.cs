using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

/// <summary>Where the cells of a <see cref="MemoryCube"/> lie, seen by the dimensions in their own order.</summary>
internal static class CellAxes
{
    /// <summary>Most cells of a cube that is written as text.</summary>
    internal const int MostCells = 10_000_000;

    /// <summary>Cells that one step along each dimension passes.</summary>
    internal static int[] Strides(CubeShape shape) => [.. shape.Dimensions.Select(dimension =>
        dimension.IsX ? 1
        : dimension.IsY ? shape.Width
        : shape.StrideOf(dimension) * shape.Width * shape.Height)];

    internal static long Cells(CubeShape shape) => (long)shape.Planes * shape.Width * shape.Height;

    /// <exception cref="CubeFormatException">There are too many cells for a text.</exception>
    internal static void NeedFew(CubeShape shape, string format)
    {
        if (Cells(shape) > MostCells)
        {
            throw new CubeFormatException(
                CubeFormatException.Unsuitable,
                FormattableString.Invariant($"{format} holds at most {MostCells} cells and this data cube ({shape}) has {Cells(shape)}: choose netCDF or GTiff, or reduce the cube."));
        }
    }

    /// <summary>Computes all cells.</summary>
    /// <param name="work">What.</param>
    /// <param name="share">Of the whole work, that this is.</param>
    internal static MemoryCube Load(CubeWork work, double share)
    {
        var cube = CubeWalk.ToMemory(work.Cube, new(work.Threads, work.MostBytes), work.CancellationToken);
        work.Progress?.Report(share);
        return cube;
    }
}
