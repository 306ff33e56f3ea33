using System.Collections.Concurrent;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// A cube made chunk by chunk: each chunk with its overlap goes through a process, and the places that it is responsible for are taken from
/// the answer. A chunk is computed once, even when several windows need it, as long as there is room for it.
/// </summary>
internal sealed class ChunkedCube(Cube source, IReadOnlyList<ChunkAxis> axes, CubeCallback process) : Cube(source.Shape)
{
    /// <summary>Cells of finished chunks that are kept.</summary>
    private const long MostCells = 16L << 20;

    private readonly ConcurrentDictionary<string, Lazy<MemoryCube>> _done = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, long Cells)> _order = [];
    private long _cells;

    public override IReadOnlyList<Cube> Inputs => [source];

    public override (int Width, int Height) Tile => (SideOf(source.Shape.X), SideOf(source.Shape.Y));

    public override Block Read(Window window, ReadScope scope)
    {
        var block = scope.NewBlock(window, Shape.Planes);
        foreach (var chunks in Combinations(0, window))
        {
            Put(Done(chunks), chunks, block);
        }

        return block;
    }

    /// <summary>The chunks that a window needs, one of each dimension.</summary>
    private IEnumerable<Chunk[]> Combinations(int axis, Window window)
    {
        if (axis == axes.Count)
        {
            return [[]];
        }

        var dimension = axes[axis].Dimension;
        var (start, end) = dimension switch
        {
            { IsX: true } => (window.Column, window.Column + window.Width),
            { IsY: true } => (window.Row, window.Row + window.Height),
            _ => (0, dimension.Count),
        };
        var needed = axes[axis].Chunks.Where(chunk => chunk.Start < end && chunk.Start + chunk.Count > start).ToList();
        var rest = Combinations(axis + 1, window).ToList();
        return needed.SelectMany(chunk => rest.Select(others => (Chunk[])[chunk, .. others]));
    }

    private MemoryCube Done(Chunk[] chunks)
    {
        var key = string.Join(';', chunks.Select(chunk => chunk.Start));
        var added = new Lazy<MemoryCube>(() => ToMemory(process.Apply(PartOf(chunks))));
        var found = _done.GetOrAdd(key, added);
        var cube = found.Value;
        if (ReferenceEquals(found, added))
        {
            Keep(key, cube.Values.Length);
        }

        return cube;
    }

    private void Keep(string key, long cells)
    {
        _order.Enqueue((key, cells));
        var all = Interlocked.Add(ref _cells, cells);
        while (all > MostCells && _order.TryDequeue(out var oldest))
        {
            _done.TryRemove(oldest.Key, out _);
            all = Interlocked.Add(ref _cells, -oldest.Cells);
        }
    }

    /// <summary>The chunk with its overlap; what lies beyond the cube is missing.</summary>
    private MemoryCube PartOf(Chunk[] chunks)
    {
        var shape = new CubeShape(axes.Select((axis, i) => axis.DimensionOf(chunks[i])));
        var values = new double[checked(shape.Planes * shape.Width * shape.Height)];
        values.AsSpan().Fill(Missing.Value);
        var part = source;
        for (var i = 0; i < axes.Count; i++)
        {
            var (dimension, chunk) = (axes[i].Dimension, chunks[i]);
            if (!dimension.IsX && !dimension.IsY && Inside(chunk, dimension.Count) is var (start, end) && end - start < dimension.Count)
            {
                part = part.Select(dimension.Name, [.. Enumerable.Range(start, end - start)]);
            }
        }

        var (left, right) = ChunkOf(chunks, dimension => dimension.IsX) is { } x ? Inside(x, source.Shape.Width) : (0, 1);
        var (top, bottom) = ChunkOf(chunks, dimension => dimension.IsY) is { } y ? Inside(y, source.Shape.Height) : (0, 1);
        var inside = ToMemory(part.Crop(new(left, top, right - left, bottom - top)));
        var place = new PlaneMap(axes, chunks);
        for (var plane = 0; plane < inside.Shape.Planes; plane++)
        {
            for (var row = 0; row < inside.Shape.Height; row++)
            {
                inside.Values.AsSpan(((plane * inside.Shape.Height) + row) * inside.Shape.Width, inside.Shape.Width)
                    .CopyTo(values.AsSpan((((place.OfInside(plane) * shape.Height) + row + place.Top) * shape.Width) + place.Left));
            }
        }

        return new(shape, values);
    }

    private void Put(MemoryCube made, Chunk[] chunks, Block block)
    {
        var x = ChunkOf(chunks, dimension => dimension.IsX) ?? new(0, 1, 0, 0);
        var y = ChunkOf(chunks, dimension => dimension.IsY) ?? new(0, 1, 0, 0);
        var window = block.Window;
        var (left, right) = (Math.Max(window.Column, x.Start), Math.Min(window.Column + window.Width, x.Start + x.Count));
        var (top, bottom) = (Math.Max(window.Row, y.Start), Math.Min(window.Row + window.Height, y.Start + y.Count));
        foreach (var (from, to) in new PlaneMap(axes, chunks).Responsible())
        {
            for (var row = top; row < bottom; row++)
            {
                var line = ((from * made.Shape.Height) + row - y.Start + y.Before) * made.Shape.Width;
                made.Values.AsSpan(line + left - x.Start + x.Before, right - left)
                    .CopyTo(block.Plane(to)[(((row - window.Row) * window.Width) + left - window.Column)..]);
            }
        }
    }

    private Chunk? ChunkOf(Chunk[] chunks, Func<Dimension, bool> isAxis)
    {
        for (var i = 0; i < axes.Count; i++)
        {
            if (isAxis(axes[i].Dimension))
            {
                return chunks[i];
            }
        }

        return null;
    }

    private int SideOf(Dimension? dimension) => dimension is null ? 0 : axes.First(axis => axis.Dimension == dimension).Chunks.Select(chunk => chunk.Count).DefaultIfEmpty().Max();

    /// <summary>The places of a chunk and its overlap that exist.</summary>
    internal static (int Start, int End) Inside(Chunk chunk, int count) =>
        (Math.Max(0, chunk.Start - chunk.Before), Math.Min(count, chunk.Start + chunk.Count + chunk.After));

    private static MemoryCube ToMemory(Cube cube) => CubeWalk.ToMemory(cube, new(1, 64L << 20), CancellationToken.None);
}
