using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Figures of one band, from its valid pixels at the first level of at most 1024 pixels along a side, or from 64 blocks spread over a
/// raster that has no such overview, and of a layer that is computed at its coarsest level; NaN when none is valid.
/// </summary>
/// <param name="Min">Least.</param>
/// <param name="Low">2nd percentile: the value at rank floor(0.02 (n - 1)).</param>
/// <param name="High">98th percentile.</param>
/// <param name="Max">Greatest.</param>
internal sealed record BandSample(double Min, double Low, double High, double Max)
{
    private const int Side = 1024;
    private const double LowShare = 0.02;
    private const double HighShare = 0.98;

    /// <summary>A raster without overviews is sampled in whole blocks: at most this many along a side.</summary>
    private const int MostBlocks = 8;

    internal static BandSample Take(
        MapSources files, Lru<BlockKey, byte[]> cache, MapSource source, int band, CancellationToken cancellationToken)
    {
        var index = 0;
        while (index < source.Header.Levels.Count - 1 && (source.IsComputed || IsLarge(source.Levels[index])))
        {
            index++;
        }

        var level = source.Levels[index];
        var bands = source.Header.HasMask ? [band, LayerFile.Mask] : (int[])[band];
        var blocks = new BlockReader(files, cache, source, index, bands, cancellationToken);
        List<double> valid = [];
        for (var row = 0; row < Math.Min(MostBlocks, level.BlocksDown); row++)
        {
            for (var column = 0; column < Math.Min(MostBlocks, level.BlocksAcross); column++)
            {
                var (x, y) = (Spread(column, level.BlocksAcross), Spread(row, level.BlocksDown));
                Collect(blocks.Get(x, y), source.Info.Bands[band - 1], valid, IsLarge(level) ? 2 : 1);
            }
        }

        valid.Sort();
        return valid.Count == 0
            ? new(double.NaN, double.NaN, double.NaN, double.NaN)
            : new(valid[0], valid[(int)(LowShare * (valid.Count - 1))], valid[(int)(HighShare * (valid.Count - 1))], valid[^1]);
    }

    private static bool IsLarge(LayerLevel level) => Math.Max(level.Width, level.Height) > Side;

    /// <summary>The i-th of the blocks that are looked at, evenly spread over all.</summary>
    private static int Spread(int i, int count) => count <= MostBlocks ? i : (int)(((2L * i) + 1) * count / (2 * MostBlocks));

    private static void Collect(byte[][] planes, BandInfo info, List<double> valid, int step)
    {
        var values = new double[planes[0].Length / info.Type.Size()];
        Samples.Widen(info.Type, planes[0], values);
        var noData = info.Type == PixelType.Float32 && info.NoData is { } value ? (float)value : info.NoData;
        for (var i = 0; i < values.Length; i += step)
        {
            if (double.IsFinite(values[i]) && values[i] != noData && (planes.Length == 1 || planes[1][i] != 0))
            {
                valid.Add(values[i]);
            }
        }
    }
}
