using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>Reads the pixel below a point.</summary>
internal static class PointProbe
{
    /// <param name="files">Open files.</param>
    /// <param name="cache">Decoded blocks.</param>
    /// <param name="source">The file.</param>
    /// <param name="places">A picture whose lower left corner is the point.</param>
    /// <param name="time">Which of the layer's times.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static PointValues Read(
        MapSources files, Lru<BlockKey, byte[]> cache, MapSource source, GroundPlaces places, string? time, CancellationToken cancellationToken)
    {
        var (x, y) = (new double[] { 0 }, new double[] { 1 });
        places.Apply(x, y);
        if (!(x[0] >= 0 && y[0] >= 0 && x[0] < source.Info.Width && y[0] < source.Info.Height))
        {
            return new(null, null, []);
        }

        var (column, row) = ((int)x[0], (int)y[0]);
        var values = new double?[source.BandCount];
        var first = source.FirstBandOf(time);
        var isMasked = source.Header.HasMask && Sample(LayerFile.Mask) == 0;
        for (var band = 1; band <= values.Length; band++)
        {
            var info = source.Info.Bands[first + band - 1];
            var value = Sample(first + band);
            var noData = info.Type == PixelType.Float32 && info.NoData is { } declared ? (float)declared : info.NoData;
            values[band - 1] = double.IsNaN(value) || value == noData || (isMasked && info.Color != BandColor.Alpha) ? null : value;
        }

        return new(column, row, values);

        // A band at a time: a file may have thousands, and their blocks together need not fit into memory.
        double Sample(int band)
        {
            var blocks = new BlockReader(files, cache, source, 0, [band], cancellationToken);
            var size = blocks.TypeOf(0).Size();
            var (blockColumn, blockRow) = (column / blocks.Level.BlockWidth, row / blocks.Level.BlockHeight);
            var window = blocks.WindowOf(blockColumn, blockRow);
            var at = ((row - window.Row) * window.Width) + column - window.Column;
            Span<double> value = stackalloc double[1];
            Samples.Widen(blocks.TypeOf(0), blocks.Get(blockColumn, blockRow)[0].AsSpan(at * size, size), value);
            return value[0];
        }
    }
}
