using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>What drawing needs to know of a file beyond its <see cref="RasterInfo"/>.</summary>
/// <param name="Bands">One for each band.</param>
/// <param name="HasMask">Whether one mask, an alpha band included, says for all bands where there is something.</param>
/// <param name="Levels">The raster itself, then its overviews, largest first.</param>
public sealed record LayerHeader(IReadOnlyList<LayerBandHeader> Bands, bool HasMask, IReadOnlyList<LayerLevel> Levels)
{
    /// <summary>Null where nothing depends on time.</summary>
    public LayerTimes? Times { get; init; }
}

/// <param name="Name">The band's description; empty without one.</param>
/// <param name="Unit">Unit of its values; empty without one.</param>
/// <param name="Palette">Colours as 0xAABBGGRR, by value; null without a palette.</param>
public sealed record LayerBandHeader(string Name, string Unit, IReadOnlyList<uint>? Palette);

/// <summary>The raster at one of its resolutions.</summary>
/// <param name="Overview">GDAL's index of the overview; -1 for the raster itself; <see cref="Made"/> for a level that the file lacks.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="BlockWidth">Columns that are read at once.</param>
/// <param name="BlockHeight">Rows that are read at once.</param>
public sealed record LayerLevel(int Overview, int Width, int Height, int BlockWidth, int BlockHeight)
{
    /// <summary>Where its pixels lie; null: spread over the whole raster.</summary>
    public Georeference? Place { get; init; }

    /// <summary>Stands for an overview that the file does not have.</summary>
    public const int Made = -2;

    private const int SmallestBlock = 128;
    private const int LargestBlock = 1024;
    private const int UsualBlock = 512;

    public int BlocksAcross => (Width + BlockWidth - 1) / BlockWidth;

    public int BlocksDown => (Height + BlockHeight - 1) / BlockHeight;

    /// <summary>The file's own blocks where they are of a handy size; strips and whole images are cut up.</summary>
    public static LayerLevel Of(int overview, int width, int height, int blockWidth, int blockHeight) =>
        blockWidth is >= SmallestBlock and <= LargestBlock && blockHeight is >= SmallestBlock and <= LargestBlock
            ? new(overview, width, height, blockWidth, blockHeight)
            : new(overview, width, height, UsualBlock, UsualBlock);
}

/// <summary>Reads a <see cref="LayerHeader"/>.</summary>
internal static unsafe class LayerHeaders
{
    /// <summary>Most colours that a palette is read for.</summary>
    private const int MostColours = 65_536;

    internal static LayerHeader Read(RasterFile file)
    {
        var dataset = file.Dataset;
        var first = Native.GDALGetRasterBand(dataset, 1);
        return new(
            [.. Enumerable.Range(1, file.Info.Bands.Count).Select(number => Band(Native.GDALGetRasterBand(dataset, number)))],
            (Native.GDALGetMaskFlags(first) & Native.MaskPerDataset) != 0,
            [Level(-1, first), .. Overviews(first).OrderByDescending(level => level.Width)]);
    }

    private static IEnumerable<LayerLevel> Overviews(nint band)
    {
        for (var i = 0; i < Native.GDALGetOverviewCount(band); i++)
        {
            if (Native.GDALGetOverview(band, i) is not 0 and var overview)
            {
                yield return Level(i, overview);
            }
        }
    }

    private static LayerLevel Level(int index, nint band)
    {
        Native.GDALGetBlockSize(band, out var width, out var height);
        return LayerLevel.Of(index, Native.GDALGetRasterBandXSize(band), Native.GDALGetRasterBandYSize(band), width, height);
    }

    private static LayerBandHeader Band(nint band) => new(
        Marshal.PtrToStringUTF8(Native.GDALGetDescription(band)) ?? "", Marshal.PtrToStringUTF8(Native.GDALGetRasterUnitType(band)) ?? "", Palette(band));

    private static uint[]? Palette(nint band)
    {
        var table = Native.GDALGetRasterColorTable(band);
        if (table == 0)
        {
            return null;
        }

        var colours = new uint[Math.Min(Native.GDALGetColorEntryCount(table), MostColours)];
        var entry = stackalloc short[4];
        for (var i = 0; i < colours.Length; i++)
        {
            _ = Native.GDALGetColorEntryAsRGB(table, i, entry);
            colours[i] = (uint)((byte)entry[0] | ((byte)entry[1] << 8) | ((byte)entry[2] << 16)) | ((uint)(byte)entry[3] << 24);
        }

        return colours;
    }
}
