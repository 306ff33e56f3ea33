using System.Collections.Concurrent;
using System.Security.Cryptography;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// Remembers checksums of some tiles while a file is written, and compares them with what the finished file holds: GDAL has ended well with
/// files that read as zeros throughout.
/// </summary>
internal sealed class ReadBack(int width, int height, (int Width, int Height) tile, PixelType type)
{
    /// <summary>Mean difference of bytes that JPEG compression of a poor quality still explains; an image of zeros is farther off.</summary>
    internal const double JpegTolerance = 24;

    private const int TilesChecked = 3;

    private readonly ConcurrentDictionary<(int Band, Window Window), byte[]> _sums = new();
    private readonly int _across = (width + tile.Width - 1) / tile.Width;
    private readonly int _tiles = ((width + tile.Width - 1) / tile.Width) * ((height + tile.Height - 1) / tile.Height);

    /// <summary>Takes note of a tile, if it is one of those that are checked.</summary>
    /// <param name="band">From 1; tiles of the first and the last are checked.</param>
    /// <param name="isOuter">Whether the band is the first or the last.</param>
    /// <param name="column">Of the tile.</param>
    /// <param name="row">Of the tile.</param>
    /// <param name="samples">The tile, whole.</param>
    internal void Note(int band, bool isOuter, int column, int row, ReadOnlySpan<byte> samples)
    {
        var number = (row * _across) + column;
        if (!isOuter || !Enumerable.Range(0, TilesChecked).Any(i => number == (long)i * (_tiles - 1) / (TilesChecked - 1)))
        {
            return;
        }

        var window = new Window(
            column * tile.Width, row * tile.Height, Math.Min(tile.Width, width - (column * tile.Width)), Math.Min(tile.Height, height - (row * tile.Height)));
        var size = type.Size();
        var inside = new byte[window.Pixels * size];
        for (var line = 0; line < window.Height; line++)
        {
            samples.Slice(line * tile.Width * size, window.Width * size).CopyTo(inside.AsSpan(line * window.Width * size));
        }

        _sums[(band, window)] = SHA256.HashData(inside);
    }

    /// <exception cref="GdalException">The file cannot be opened, is of another size or type, or holds other samples.</exception>
    internal void Check(string path, int bands)
    {
        using var file = Open(path);
        var info = file.Info;
        Require(info.Width == width && info.Height == height && info.Bands.Count == bands && info.Bands[0].Type == type, "is not of the size and type that was written");
        Check((band, window) =>
        {
            var samples = new byte[window.Pixels * type.Size()];
            file.Read(band, window, type, samples);
            return samples;
        });
    }

    /// <param name="read">Reads a window of a band, row by row without gaps.</param>
    /// <exception cref="GdalException">It holds other samples than were noted.</exception>
    internal void Check(Func<int, Window, byte[]> read)
    {
        foreach (var ((band, window), sum) in _sums)
        {
            Require(
                sum.AsSpan().SequenceEqual(SHA256.HashData(read(band, window))),
                FormattableString.Invariant($"holds other samples than were written in band {band} at column {window.Column}, row {window.Row}"));
        }
    }

    /// <summary>Compares a file that may have lost detail with the one that it was made from.</summary>
    /// <param name="path">8-bit.</param>
    /// <param name="original">8-bit, with at least as many bands.</param>
    /// <param name="most">Largest mean difference.</param>
    internal static void CheckBytes(string path, string original, double most)
    {
        using var file = Open(path);
        using var witness = Open(original);
        var (info, side) = (file.Info, 256);
        Require(info.Width == witness.Info.Width && info.Height == witness.Info.Height, "is not of the size that was written");
        foreach (var window in new[] { 0, 0.5, 1 }.Select(share => Part(info, share, side)))
        {
            var (found, expected) = (new double[window.Pixels], new double[window.Pixels]);
            file.Read(1, window, found);
            witness.Read(1, window, expected);
            var difference = found.Zip(expected, (a, b) => Math.Abs(a - b)).Average();
            Require(difference <= most, FormattableString.Invariant($"differs from what was written by {difference:0.#} of 255 on average"));
        }
    }

    private static Window Part(RasterInfo info, double share, int side)
    {
        var (across, down) = (Math.Min(side, info.Width), Math.Min(side, info.Height));
        return new((int)((info.Width - across) * share), (int)((info.Height - down) * share), across, down);
    }

    private static RasterFile Open(string path)
    {
        try
        {
            return RasterFile.Open(path);
        }
        catch (RasterFileException exception)
        {
            throw new GdalException($"The output cannot be read back: {exception.Message}");
        }
    }

    private static void Require(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new GdalException($"The output was read back and {complaint}.");
        }
    }
}
