using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
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
        var (start, count, stride) = BoxOf(plane, window, tile.Width);
        file.Write(NetCdfHeader.Variable, start, count, stride, coding.Type, samples);
        check.Note(plane + 1, plane == 0 || plane == shape.Planes - 1, column, row, samples);
    }

    /// <summary>Compares the finished file with what was written.</summary>
    internal void Check(string path) => check.Check((plane, window) =>
    {
        var (start, count, stride) = BoxOf(plane - 1, window, window.Width);
        var samples = new byte[window.Pixels * coding.Type.Size()];
        ArrayFile.Read(path, NetCdfHeader.Variable, start, count, stride, coding.Type, samples);
        return samples;
    });

    private (ulong[] Start, nuint[] Count, nint[] Stride) BoxOf(int plane, Window window, int rowLength)
    {
        var rank = shape.Dimensions.Length;
        var (start, count, stride) = (new ulong[rank], new nuint[rank], new nint[rank]);
        for (var i = 0; i < rank; i++)
        {
            var dimension = shape.Dimensions[i];
            (start[i], count[i], stride[i]) = dimension.IsX ? ((ulong)window.Column, (nuint)window.Width, (nint)1)
                : dimension.IsY ? ((ulong)window.Row, (nuint)window.Height, (nint)rowLength)
                : ((ulong)(plane / shape.StrideOf(dimension) % dimension.Count), (nuint)1, (nint)0);
        }

        return (start, count, stride);
    }
}
