using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>Figures of one band, from its valid pixels at a level of at most 1024 pixels along a side; NaN when none is valid.</summary>
/// <param name="Min">Least.</param>
/// <param name="Low">2nd percentile: the value at rank floor(0.02 (n - 1)).</param>
/// <param name="High">98th percentile.</param>
/// <param name="Max">Greatest.</param>
internal sealed record BandSample(double Min, double Low, double High, double Max)
{
    private const int Side = 1024;
    private const double LowShare = 0.02;
    private const double HighShare = 0.98;

    internal static BandSample Take(
        MapSources files, Lru<BlockKey, byte[]> cache, MapSource source, int band, CancellationToken cancellationToken)
    {
        var index = 0;
        while (index < source.Levels.Count - 1 && Math.Max(source.Levels[index].Width, source.Levels[index].Height) > Side)
        {
            index++;
        }

        var (level, info) = (source.Levels[index], source.Info.Bands[band - 1]);
        var bands = source.Header.HasMask ? [band, LayerFile.Mask] : (int[])[band];
        var blocks = new BlockReader(files, cache, source, index, bands, cancellationToken);
        var targets = Enumerable.Range(0, bands.Length).Select(i => new byte[level.Width * blocks.TypeOf(i).Size()]).ToArray();
        var rows = new AxisRows(blocks, [.. Enumerable.Range(0, level.Width)], targets);
        var line = new double[level.Width];
        var noData = info.Type == PixelType.Float32 && info.NoData is { } value ? (float)value : info.NoData;
        List<double> valid = [];
        for (var row = 0; row < level.Height; row++)
        {
            rows.Fetch(row);
            Samples.Widen(info.Type, targets[0], line);
            for (var i = 0; i < line.Length; i++)
            {
                if (double.IsFinite(line[i]) && line[i] != noData && (targets.Length == 1 || targets[1][i] != 0))
                {
                    valid.Add(line[i]);
                }
            }
        }

        valid.Sort();
        return valid.Count == 0
            ? new(double.NaN, double.NaN, double.NaN, double.NaN)
            : new(valid[0], valid[(int)(LowShare * (valid.Count - 1))], valid[(int)(HighShare * (valid.Count - 1))], valid[^1]);
    }
}
