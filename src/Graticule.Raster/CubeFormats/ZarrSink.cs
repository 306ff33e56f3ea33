using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>Writes tiles as chunks of a Zarr array, whatever the order of the cube's dimensions.</summary>
internal sealed class ZarrSink(ZarrArchive archive, ZarrArray array, CubeShape shape, SampleCoding coding, (int Width, int Height) tile, ReadBack check) : ITileSink
{
    /// <summary>Whether x comes before y: columns lie side by side then, and not rows.</summary>
    private readonly bool _isTurned = shape is { X: { } x, Y: { } y } && shape.Dimensions.IndexOf(x) < shape.Dimensions.IndexOf(y);

    public SampleCoding Coding => coding;

    public (int Width, int Height) Tile => tile;

    public void Write(int plane, int column, int row, ReadOnlySpan<byte> samples)
    {
        int[] place =
        [
            .. shape.Dimensions.Select(dimension => dimension switch
            {
                { IsX: true } => column,
                { IsY: true } => row,
                _ => plane / shape.StrideOf(dimension) % dimension.Count,
            }),
        ];
        archive.Put(array, place, _isTurned ? Turned(samples) : samples);
        check.Note(plane + 1, plane == 0 || plane == shape.Planes - 1, column, row, samples);
    }

    private byte[] Turned(ReadOnlySpan<byte> samples)
    {
        var size = coding.Type.Size();
        var turned = new byte[samples.Length];
        for (var row = 0; row < tile.Height; row++)
        {
            for (var column = 0; column < tile.Width; column++)
            {
                samples.Slice(((row * tile.Width) + column) * size, size).CopyTo(turned.AsSpan(((column * tile.Height) + row) * size));
            }
        }

        return turned;
    }
}
