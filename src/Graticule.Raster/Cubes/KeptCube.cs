using System.Runtime.InteropServices;
using Graticule.Raster.Keeping;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>The same cells as another cube: out of files where an earlier run kept them, and else computed, and kept.</summary>
/// <param name="source">What computes.</param>
/// <param name="pass">Where cells are kept; the caller disposes of it.</param>
public sealed class KeptCube(Cube source, KeptPass pass) : Cube(source.Shape)
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override (int Width, int Height) Tile => source.Tile;

    public override Block Read(Window window, ReadScope scope)
    {
        if (pass.Windows > 0 && Find(window, scope) is { } kept)
        {
            return kept;
        }

        var block = source.Read(window, scope);
        if (pass.IsKeeping)
        {
            scope.Keep(pass, pass.NewLog).Append(window, MemoryMarshal.AsBytes(block.Values.Span));
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) =>
        new KeptCube(source.Select(dimension, positions), pass.Part($"{dimension}: {string.Join(',', positions)}"));

    public override Cube Crop(Window window) => new KeptCube(source.Crop(window), pass.Part(window.ToString()));

    /// <summary>Null unless all cells were kept. Windows of an earlier run may have been cut otherwise.</summary>
    private Block? Find(Window window, ReadScope scope)
    {
        var block = scope.NewBlock(window, Shape.Planes);
        if (pass.TryRead(window, MemoryMarshal.AsBytes(block.Values.Span)))
        {
            return block;
        }

        var missing = (int)window.Pixels;
        var isThere = new bool[missing];
        foreach (var place in pass.Meeting(window))
        {
            missing -= Copy(place, block, isThere, scope);
            if (missing == 0)
            {
                return block;
            }
        }

        return null;
    }

    /// <summary>Takes the cells that a kept window has in common with a block; the number of those that were not there yet.</summary>
    private static int Copy(KeptWindowPlace place, Block block, bool[] isThere, ReadScope scope)
    {
        var (from, to) = (place.Record.Window, block.Window);
        var kept = new Block(from, block.Planes, scope.NewNumbers(checked((int)(block.Planes * from.Pixels))));
        if (!place.TryRead(MemoryMarshal.AsBytes(kept.Values.Span)))
        {
            return 0;
        }

        var (left, top) = (Math.Max(from.Column, to.Column), Math.Max(from.Row, to.Row));
        var width = Math.Min(from.Column + from.Width, to.Column + to.Width) - left;
        var bottom = Math.Min(from.Row + from.Height, to.Row + to.Height);
        var found = 0;
        for (var row = top; row < bottom; row++)
        {
            var (source, target) = (((row - from.Row) * from.Width) + left - from.Column, ((row - to.Row) * to.Width) + left - to.Column);
            for (var plane = 0; plane < block.Planes; plane++)
            {
                kept.Plane(plane).Slice(source, width).CopyTo(block.Plane(plane)[target..]);
            }

            var line = isThere.AsSpan(target, width);
            found += line.Count(false);
            line.Fill(true);
        }

        return found;
    }
}
