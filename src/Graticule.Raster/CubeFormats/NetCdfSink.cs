using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>Writes tiles into the variable of a netCDF file, whatever the order of the cube's dimensions.</summary>
internal sealed class NetCdfSink(ArrayFile file, CubeShape shape, SampleCoding coding, (int Width, int Height) tile, ReadBack check) : ITileSink
{
    public SampleCoding Coding => coding;

    public (int Width, int Height) Tile => tile;

    public void Write(int plane, int column, int row, ReadOnlySpan<byte> samples)
    {
        var window = new Window(
            column * tile.Width, row * tile.Height, Math.Min(tile.Width, shape.Width - (column * tile.Width)), Math.Min(tile.Height, shape.Height - (row * tile.Height)));
        var box = PlaneBox.Of(shape, plane, window, tile.Width);
        file.Write(NetCdfHeader.Variable, box.Start, box.Count, box.Stride, coding.Type, samples);
        check.Note(plane + 1, plane == 0 || plane == shape.Planes - 1, column, row, samples);
    }
}
