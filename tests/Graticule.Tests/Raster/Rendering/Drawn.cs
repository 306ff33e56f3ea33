using Graticule.Raster.Gdal;
using Graticule.Raster.Rendering;

namespace Graticule.Tests.Raster.Rendering;

/// <summary>A picture as GDAL's decoders see it.</summary>
internal sealed class Drawn
{
    private Drawn(string path)
    {
        using (var file = RasterFile.Open(path))
        {
            (Width, Height) = (file.Info.Width, file.Info.Height);
            Bands = [.. Enumerable.Range(1, file.Info.Bands.Count).Select(band => TestRaster.Read(path, band))];
        }

        using var layer = LayerFile.Open(path);
        Palette = layer.ReadHeader().Bands[0].Palette;
    }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<double[]> Bands { get; }

    public IReadOnlyList<uint>? Palette { get; }

    public static Drawn Read(TestRaster folder, ReadOnlySpan<byte> picture)
    {
        var path = folder.PathOf($"{Guid.NewGuid():N}.img");
        File.WriteAllBytes(path, picture);
        return new(path);
    }

    public static Drawn Draw(TestRaster folder, MapRequest request)
    {
        using var renderer = new MapRenderer();
        return Read(folder, renderer.Draw(request, CancellationToken.None));
    }

    /// <summary>Red, green, blue and opacity of a pixel, whatever the picture is stored as.</summary>
    public (int Red, int Green, int Blue, int Alpha) At(int column, int row)
    {
        var i = (row * Width) + column;
        var value = (int)Bands[0][i];
        if (Palette is { } palette)
        {
            return ((int)(palette[value] & 0xFF), (int)(palette[value] >> 8 & 0xFF), (int)(palette[value] >> 16 & 0xFF), (int)(palette[value] >> 24));
        }

        return Bands.Count switch
        {
            1 => (value, value, value, 255),
            2 => (value, value, value, (int)Bands[1][i]),
            3 => (value, (int)Bands[1][i], (int)Bands[2][i], 255),
            _ => (value, (int)Bands[1][i], (int)Bands[2][i], (int)Bands[3][i]),
        };
    }
}
