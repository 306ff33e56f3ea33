using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>One chunk along a dimension.</summary>
/// <param name="Start">First place that the chunk is responsible for.</param>
/// <param name="Count">How many places it is responsible for.</param>
/// <param name="Before">Places of overlap before them; they may lie beyond the edge.</param>
/// <param name="After">Places of overlap behind them, and those that a chunk at the end lacks.</param>
internal readonly record struct Chunk(int Start, int Count, int Before, int After)
{
    internal int Length => Before + Count + After;
}

/// <summary>A dimension cut into chunks.</summary>
internal sealed record ChunkAxis(Dimension Dimension, IReadOnlyList<Chunk> Chunks)
{
    /// <summary>All places in one chunk.</summary>
    internal static ChunkAxis Whole(Dimension dimension, int overlap) => new(dimension, [new(0, dimension.Count, overlap, overlap)]);

    /// <summary>Chunks of so many places; the last one is filled up beyond the edge.</summary>
    internal static ChunkAxis Of(Dimension dimension, int size, int overlap) => new(dimension, [.. Enumerable.Range(0, (dimension.Count + size - 1) / size).Select(i =>
    {
        var count = Math.Min(size, dimension.Count - (i * size));
        return new Chunk(i * size, count, overlap, overlap + size - count);
    })]);

    /// <summary>The axis of a chunk with its overlap, labels beyond the edge continued.</summary>
    internal Dimension DimensionOf(Chunk chunk)
    {
        var labels = Dimension.Labels;
        if (labels.IsRegular)
        {
            return Dimension with { Labels = LabelList.Regular(labels.Start + ((chunk.Start - chunk.Before) * labels.Step), labels.Step, chunk.Length) };
        }

        return Dimension.Pick([.. Enumerable.Range(chunk.Start - chunk.Before, chunk.Length).Select(place => Math.Clamp(place, 0, Math.Max(0, Dimension.Count - 1)))]) with
        {
            Labels = new(Enumerable.Range(chunk.Start - chunk.Before, chunk.Length).Select(place => place >= 0 && place < Dimension.Count ? labels[place] : new Label($"beyond {place}"))),
        };
    }
}
