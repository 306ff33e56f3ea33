namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Where the planes of a cube lie among those of one of its chunks.</summary>
internal sealed class PlaneMap
{
    /// <summary>Of each plane dimension: places of the whole, of the chunk with its overlap, and of what of that exists.</summary>
    private readonly List<(Chunk Chunk, int Whole, int Inside, int Lead)> _planes = [];

    internal PlaneMap(IReadOnlyList<ChunkAxis> axes, Chunk[] chunks)
    {
        for (var i = 0; i < axes.Count; i++)
        {
            var (dimension, chunk) = (axes[i].Dimension, chunks[i]);
            var (start, end) = ChunkedCube.Inside(chunk, dimension.Count);
            var lead = start - (chunk.Start - chunk.Before);
            if (dimension.IsX)
            {
                Left = lead;
            }
            else if (dimension.IsY)
            {
                Top = lead;
            }
            else
            {
                _planes.Add((chunk, dimension.Count, end - start, lead));
            }
        }
    }

    /// <summary>Columns of the chunk beyond the left edge.</summary>
    internal int Left { get; }

    /// <summary>Rows of the chunk beyond the upper edge.</summary>
    internal int Top { get; }

    /// <summary>Plane of the chunk for a plane of that part of it which exists.</summary>
    internal int OfInside(int plane)
    {
        var (place, stride) = (0, 1);
        for (var i = _planes.Count - 1; i >= 0; i--)
        {
            (plane, var at) = Math.DivRem(plane, _planes[i].Inside);
            place += (at + _planes[i].Lead) * stride;
            stride *= _planes[i].Chunk.Length;
        }

        return place;
    }

    /// <summary>The planes that the chunk is responsible for: in the chunk, and in the whole.</summary>
    internal IEnumerable<(int InChunk, int InWhole)> Responsible()
    {
        IEnumerable<(int InChunk, int InWhole)> planes = [(0, 0)];
        foreach (var (chunk, whole, _, _) in _planes)
        {
            planes = planes.SelectMany(plane => Enumerable.Range(0, chunk.Count).Select(i =>
                ((plane.InChunk * chunk.Length) + chunk.Before + i, (plane.InWhole * whole) + chunk.Start + i)));
        }

        return planes;
    }
}
