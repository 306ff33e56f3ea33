using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Rendering;

/// <summary>Cuts a window out of one level of a layer that is computed, strip by strip: of the layer's squares those are computed that the window touches.</summary>
internal static class LayerCut
{
    /// <param name="blocks">The level, and the bands that are wanted.</param>
    /// <param name="source">The layer.</param>
    /// <param name="window">Pixels of the level.</param>
    /// <param name="path">Becomes a GeoTIFF.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RasterFileException">It cannot be computed.</exception>
    /// <exception cref="GdalException">The file cannot be written.</exception>
    internal static void Write(BlockReader blocks, MapSource source, Window window, string path, CancellationToken cancellationToken)
    {
        var first = source.Info.Bands[blocks.Bands[0] - 1];
        var size = first.Type.Size();
        using var writer = new GeoTiffWriter(
            path, new(window.Width, window.Height, blocks.Bands.Count, first.Type, first.NoData, Place(source, blocks.Level, window), Compression.None, Threads: 1) { Side = 0 });
        for (var band = 0; band < blocks.Bands.Count; band++)
        {
            writer.Describe(band + 1, source.Header.Bands[blocks.Bands[band] - 1].Name);
        }

        byte[][] line = [.. blocks.Bands.Select(_ => new byte[window.Width * size])];
        var rows = new AxisRows(blocks, [.. Enumerable.Range(window.Column, window.Width)], line);
        var height = writer.Layout.Block.Height;
        byte[][] strip = [.. blocks.Bands.Select(_ => new byte[window.Width * height * size])];
        for (var row = 0; row < window.Height; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Fetch(window.Row + row);
            for (var band = 0; band < strip.Length; band++)
            {
                line[band].CopyTo(strip[band].AsSpan(row % height * line[band].Length));
                if (row % height == height - 1 || row == window.Height - 1)
                {
                    writer.Write(band + 1, 0, row / height, strip[band]);
                }
            }
        }

        writer.Finish();
    }

    /// <summary>The part of a level that a box in the layer's CRS touches, with some pixels around it for interpolation; never empty.</summary>
    internal static Window Around(MapSource source, LayerLevel level, Box box)
    {
        const int Margin = 4;
        var place = PlaceOf(source, level).Transform;
        var (left, right) = Range((box.MinX - place[0]) / place[1], (box.MaxX - place[0]) / place[1], level.Width);
        var (top, bottom) = Range((box.MaxY - place[3]) / place[5], (box.MinY - place[3]) / place[5], level.Height);
        return new(left, top, right - left, bottom - top);

        static (int From, int To) Range(double a, double b, int count)
        {
            var from = (int)Math.Clamp(Math.Floor(Math.Min(a, b)) - Margin, 0, count - 1);
            return (from, (int)Math.Clamp(Math.Ceiling(Math.Max(a, b)) + Margin, from + 1, count));
        }
    }

    /// <summary>Where a level lies: where it says, or spread over the whole layer.</summary>
    private static Georeference PlaceOf(MapSource source, LayerLevel level)
    {
        if (level.Place is { } own)
        {
            return own;
        }

        var place = source.Place.Transform;
        var (x, y) = ((double)source.Info.Width / level.Width, (double)source.Info.Height / level.Height);
        return new([place[0], place[1] * x, place[2] * y, place[3], place[4] * x, place[5] * y], source.Place.Wkt);
    }

    private static Georeference Place(MapSource source, LayerLevel level, Window window)
    {
        var whole = PlaceOf(source, level);
        var place = whole.Transform;
        return new([whole.X(window.Column, window.Row), place[1], place[2], whole.Y(window.Column, window.Row), place[4], place[5]], whole.Wkt);
    }
}
