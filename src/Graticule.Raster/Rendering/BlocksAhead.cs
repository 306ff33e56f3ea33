using System.Runtime.ExceptionServices;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Has the blocks of a picture computed on all cores before it is drawn, where a block takes long: those of layers that are computed.
/// </summary>
internal static class BlocksAhead
{
    /// <param name="open">Reads blocks on one thread.</param>
    /// <param name="blocks">Columns and rows of blocks.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RasterFileException">One of them cannot be computed.</exception>
    internal static void Load(Func<BlockReader> open, IReadOnlyCollection<(int Column, int Row)> blocks, CancellationToken cancellationToken)
    {
        if (blocks.Count < 2)
        {
            return;
        }

        var tally = ReadTally.Current;
        try
        {
            Parallel.ForEach(
                blocks,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
                open,
                (block, _, reader) =>
                {
                    using var turn = ReadTally.Join(tally);
                    reader.Get(block.Column, block.Row);
                    return reader;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    /// <summary>The blocks under columns and rows of a level; those that are negative count for nothing.</summary>
    internal static HashSet<(int Column, int Row)> Of(LayerLevel level, int[] columns, int[] rows)
    {
        var across = columns.Where(column => column >= 0).Select(column => column / level.BlockWidth).ToHashSet();
        var down = rows.Where(row => row >= 0).Select(row => row / level.BlockHeight).ToHashSet();
        return [.. across.SelectMany(column => down.Select(row => (column, row)))];
    }

    /// <summary>The blocks under the pixels of a picture in another CRS.</summary>
    internal static HashSet<(int Column, int Row)> Of(LayerLevel level, GridMap map, MapSource source, int width, int height)
    {
        HashSet<(int Column, int Row)> blocks = [];
        var (columns, lines) = (new int[width], new int[width]);
        for (var row = 0; row < height; row++)
        {
            map.Row(row, source, level, columns, lines);
            var last = (-1, -1);
            for (var i = 0; i < width; i++)
            {
                var block = (columns[i] / level.BlockWidth, lines[i] / level.BlockHeight);
                if (columns[i] >= 0 && block != last)
                {
                    blocks.Add(block);
                    last = block;
                }
            }
        }

        return blocks;
    }
}
