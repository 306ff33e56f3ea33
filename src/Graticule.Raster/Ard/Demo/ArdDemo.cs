using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Ard.Demo;

/// <summary>Made-up analysis ready data: the upper-left corner of a tile, seen by three sensors for some years. The same on every machine.</summary>
/// <param name="Side">Chips along a side; at least 1.</param>
/// <param name="Dates">Days with a look.</param>
public sealed record ArdDemo(int Side, int Dates)
{
    /// <summary>Pixels along a side of a block in the files.</summary>
    private const int BlockSide = 128;

    private static readonly DateOnly Made = new(2018, 8, 15);

    /// <summary>Of the tile whose corner it is.</summary>
    public static GridCell Tile { get; } = new(5, 3);

    /// <summary>Writes the files, 8 for each date; those that are there already stay.</summary>
    /// <param name="folder">Made when it is not there.</param>
    /// <param name="threads">Files that are written at once.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    /// <returns>How many files there are.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public int Write(string folder, int threads, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        DemoScene[] scenes = [.. DemoDates.Of(Dates).Select(look => new DemoScene(look.Sensor, look.Day))];
        Parallel.ForEach(scenes, new() { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellationToken }, scene => Write(folder, scene));
        return scenes.Length * Enum.GetValues<ChipBand>().Length;
    }

    private void Write(string folder, DemoScene scene)
    {
        var layers = ArdLayers.Inputs.Where(layer => layer.Sensor == scene.Sensor).ToArray();
        var paths = layers.Select(layer => Path.Combine(folder, NameOf(layer, scene.Day).FileName)).ToArray();
        if (paths.All(File.Exists))
        {
            return;
        }

        var corner = ArdGrid.Conus.CornerOfTile(Tile);
        var images = scene.Draw(corner, Side * ArdGrid.ChipPixels);
        for (var i = 0; i < layers.Length; i++)
        {
            Write(paths[i], layers[i], corner, images[(int)layers[i].Band!.Value]);
        }
    }

    private void Write(string path, ArdLayer layer, GridPoint corner, short[] image)
    {
        var width = Side * ArdGrid.ChipPixels;
        GeoTiffLayout layout = new(
            width, width, 1, layer.IsQuality ? PixelType.UInt16 : PixelType.Int16, layer.Fill,
            new([corner.X, ArdGrid.PixelSide, 0, corner.Y, 0, -ArdGrid.PixelSide], ArdGrid.Conus.Projection.Wkt), Compression.Deflate, 1)
        {
            Side = BlockSide,
        };
        var partial = path + ".partial";
        using (GeoTiffWriter writer = new(partial, layout))
        {
            var (blockWidth, blockHeight) = layout.Block;
            var block = new short[blockWidth * blockHeight];
            for (var top = 0; top < width; top += blockHeight)
            {
                for (var left = 0; left < width; left += blockWidth)
                {
                    var across = Math.Min(blockWidth, width - left);
                    for (var row = 0; row < Math.Min(blockHeight, width - top); row++)
                    {
                        image.AsSpan(((top + row) * width) + left, across).CopyTo(block.AsSpan(row * blockWidth));
                    }

                    writer.Write(1, left / blockWidth, top / blockHeight, MemoryMarshal.AsBytes(block.AsSpan()));
                }
            }

            writer.Finish();
        }

        File.Move(partial, path, overwrite: true);
    }

    private static ArdName NameOf(ArdLayer layer, DateOnly day) => new(layer.Sensor, ArdGrid.Conus.Region, Tile, day, Made, 1, 1, layer.Product);
}
