using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>The images of a chip, filled in any order from any thread.</summary>
internal sealed class ChipImages
{
    private const int Pixels = ArdGrid.ChipPixels * ArdGrid.ChipPixels;

    private static readonly short[] NoNumbers = new short[Pixels];
    private static readonly ushort[] NoBits = new ushort[Pixels];

    private readonly short[][][] _bands;
    private readonly ushort[][] _quality;

    /// <param name="dates">How many rows there are; all images are 0 at first.</param>
    internal ChipImages(int dates)
    {
        _bands = [.. Enumerable.Range(0, PixelSeries.Bands).Select(_ => Filled(NoNumbers, dates))];
        _quality = Filled(NoBits, dates);
    }

    internal void Put(int date, ChipBand band, short[] image) => _bands[(int)band][date] = image;

    internal void PutQuality(int date, ushort[] image) => _quality[date] = image;

    internal ChipSeries ToSeries() => new(_bands, _quality);

    private static T[] Filled<T>(T value, int count)
    {
        var array = new T[count];
        Array.Fill(array, value);
        return array;
    }
}
