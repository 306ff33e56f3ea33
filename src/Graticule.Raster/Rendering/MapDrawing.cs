using Graticule.Raster.Pixels;

namespace Graticule.Raster.Rendering;

/// <summary>Draws one request onto a canvas, on one thread, row by row.</summary>
internal sealed class MapDrawing
{
    private readonly DrawingPlan _plan;
    private readonly bool _hasMask;
    private readonly BlockReader _blocks;
    private readonly byte[][] _samples;
    private readonly Shading[] _shadings;
    private readonly byte[][] _shades;
    private readonly byte[][] _valid;
    private readonly byte[] _opacity;
    private readonly bool _hasGaps;

    /// <param name="plan">What is drawn how.</param>
    /// <param name="source">The file.</param>
    /// <param name="blocks">The plan's bands, and the mask after them if the file has one.</param>
    /// <param name="width">Pixels across.</param>
    internal MapDrawing(DrawingPlan plan, MapSource source, BlockReader blocks, int width)
    {
        (_plan, _hasMask, _blocks) = (plan, source.Header.HasMask, blocks);
        _samples = [.. Enumerable.Range(0, blocks.Bands.Count).Select(i => new byte[width * blocks.TypeOf(i).Size()])];
        _shadings =
        [
            .. plan.Bands.Select((band, i) => new Shading(blocks.TypeOf(i), plan.Ranges[i].Low, plan.Ranges[i].High, source.Info.Bands[band - 1].NoData, width)),
        ];
        _shades = [.. plan.Bands.Select(_ => new byte[width])];
        _valid = [.. plan.Bands.Select(_ => new byte[width])];
        _opacity = new byte[width];

        // A band without gaps always has something to show.
        _hasGaps = _shadings.All(shading => shading.HasGaps);
    }

    internal Canvas Draw(int[] columns, int[] rows)
    {
        var canvas = new Canvas(columns.Length, rows.Length, _plan.Bands.Count);
        var inside = new byte[columns.Length];
        for (var i = 0; i < inside.Length; i++)
        {
            inside[i] = columns[i] >= 0 ? byte.MaxValue : byte.MinValue;
        }

        var isInside = !inside.AsSpan().Contains((byte)0);
        var source = new AxisRows(_blocks, columns, _samples);
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] < 0)
            {
                canvas.Clear(row);
                continue;
            }

            source.Fetch(rows[row]);
            Shade(canvas, row, inside, isInside);
        }

        return canvas;
    }

    internal Canvas Draw(GridMap map, MapSource source, int width, int height)
    {
        var canvas = new Canvas(width, height, _plan.Bands.Count);
        var (columns, lines, inside) = (new int[width], new int[width], new byte[width]);
        var fetch = new GridRows(_blocks, _samples);
        for (var row = 0; row < height; row++)
        {
            map.Row(row, source, _blocks.Level, columns, lines);
            fetch.Fetch(columns, lines);
            var isInside = true;
            for (var i = 0; i < width; i++)
            {
                var isHere = columns[i] >= 0;
                isInside &= isHere;
                inside[i] = isHere ? byte.MaxValue : byte.MinValue;
            }

            Shade(canvas, row, inside, isInside);
        }

        return canvas;
    }

    private void Shade(Canvas canvas, int row, ReadOnlySpan<byte> inside, bool isInside)
    {
        for (var band = 0; band < _shadings.Length; band++)
        {
            _shadings[band].Apply(_samples[band], _shades[band], _valid[band]);
        }

        if (_shades.Length == 1)
        {
            _shades[0].CopyTo(canvas.Row(row));
        }
        else
        {
            Interleaving.Mix(_shades[0], _shades[1], _shades[2], canvas.Row(row));
        }

        if (isInside && !_hasGaps && !_hasMask)
        {
            return;
        }

        for (var i = 0; i < _opacity.Length; i++)
        {
            var opacity = inside[i];
            if (_hasGaps)
            {
                opacity &= _valid.Length == 1 ? _valid[0][i] : (byte)(_valid[0][i] | _valid[1][i] | _valid[2][i]);
            }

            _opacity[i] = _hasMask && opacity != 0 ? _samples[^1][i] : opacity;
        }

        canvas.SetOpacity(row, _opacity);
    }
}
