using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>A window of a plane of a cube, as a box in an array that has the cube's dimensions in their own order.</summary>
/// <param name="Start">First place along each dimension.</param>
/// <param name="Count">Places along each dimension.</param>
/// <param name="Stride">Numbers that one step along each dimension passes in rows of pixels.</param>
internal sealed record PlaneBox(ulong[] Start, nuint[] Count, nint[] Stride)
{
    internal static PlaneBox Of(CubeShape shape, int plane, Window window, int rowLength)
    {
        var rank = shape.Dimensions.Length;
        var box = new PlaneBox(new ulong[rank], new nuint[rank], new nint[rank]);
        for (var i = 0; i < rank; i++)
        {
            var dimension = shape.Dimensions[i];
            (box.Start[i], box.Count[i], box.Stride[i]) = dimension switch
            {
                { IsX: true } => ((ulong)window.Column, (nuint)window.Width, (nint)1),
                { IsY: true } => ((ulong)window.Row, (nuint)window.Height, (nint)rowLength),
                _ => ((ulong)(plane / shape.StrideOf(dimension) % dimension.Count), (nuint)1, (nint)0),
            };
        }

        return box;
    }

    /// <summary>Compares what a finished file of arrays holds with what was noted of it.</summary>
    /// <param name="check">With tiles of <paramref name="shape"/>, whose bands are planes counted from 1.</param>
    /// <param name="shape">Of the cube.</param>
    /// <param name="driver">Of GDAL, that reads the file.</param>
    /// <param name="name">Of the file, as that driver knows it.</param>
    /// <param name="type">Of the samples.</param>
    /// <exception cref="GdalException">It holds something else.</exception>
    internal static void Check(ReadBack check, CubeShape shape, string driver, string name, PixelType type) => check.Check((plane, window) =>
    {
        var box = Of(shape, plane - 1, window, window.Width);
        var samples = new byte[window.Pixels * type.Size()];
        ArrayFile.Read(driver, name, NetCdfHeader.Variable, box.Start, box.Count, box.Stride, type, samples);
        return samples;
    });
}
