using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Inputs;
using Graticule.Analysis.Change.Results;
using Graticule.Tests.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Chips;

/// <summary>A chip of 100 x 100 whose pixels are made-up ones in turn; those of the fourth column have a quality without meaning at one date.</summary>
internal sealed class MadeUpChip
{
    private const int Kinds = 6;

    private readonly MadeUpPixel[] _pixels = [.. Enumerable.Range(0, Kinds).Select(seed => new MadeUpPixel(seed, count: 60, step: 24, changesAt: seed % 2 == 0 ? 30 : int.MaxValue))];

    internal MadeUpChip()
    {
        var bands = Enumerable.Range(0, PixelSeries.Bands).Select(band => Images((pixel, date) => (short)pixel.Values[(date * PixelSeries.Bands) + band])).ToArray();
        var qa = Images((pixel, date) => (ushort)pixel.Qa[date]);
        for (var row = 0; row < ChipShape.Side; row++)
        {
            qa[9][ChipShape.Pixel(FailedColumn, row)] = 0;
        }

        Observations = new(_pixels[0].Days, new(bands, qa), ["One file was left out."]);
    }

    internal static int FailedColumn => 3;

    internal ChipObservations Observations { get; }

    internal CcdcResult Detect(int pixel) => _pixels[pixel % Kinds].Detect();

    private T[][] Images<T>(Func<MadeUpPixel, int, T> value) =>
        [.. Enumerable.Range(0, _pixels[0].Days.Length).Select(date => Enumerable.Range(0, ChipShape.Pixels).Select(pixel => value(_pixels[pixel % Kinds], date)).ToArray())];
}
