using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;

namespace Graticule.Tests.Analysis.Change.Results;

/// <summary>Made-up results of pixels: of the shape that detection gives, with numbers of all bits. The same for the same seed.</summary>
internal sealed class MadeUpOutcomes(int seed, int dates = 60)
{
    private readonly Random _random = new(seed);

    /// <summary>All pixels of a column; every seventh failed.</summary>
    internal List<PixelOutcome> Column(int column) => [.. Enumerable.Range(0, ChipShape.Side).Select(row => Next(ChipShape.Pixel(column, row)))];

    internal PixelOutcome Next(int pixel) => pixel / ChipShape.Side % 7 == 6
        ? new(pixel, Result: null, $"The quality {pixel % 3} of day 9 has no meaning.")
        : new(pixel, Result(), Fault: null);

    internal CcdcResult Result() => new(
        [.. Enumerable.Range(0, dates).Select(_ => _random.Next(2) == 0)],
        [.. Enumerable.Range(0, _random.Next(4)).Select(i => Model(725_000 + (i * 1000)))],
        (CcdcProcedure)_random.Next(3),
        _random.Next(9) == 0 ? double.NaN : _random.NextDouble(),
        _random.NextDouble(),
        1 / 3.0);

    internal ChangeModel Model(int start) => new(
        start, start + _random.Next(900), _random.Next(5) == 0 ? 0 : start + _random.Next(999), _random.Next(12, 600), _random.Next(2), (int[])[4, 6, 8, 14, 24, 44, 54] is var codes ? codes[_random.Next(7)] : 0,
        [.. Enumerable.Range(0, PixelSeries.Bands).Select(_ => new BandModel(Number(), [.. Enumerable.Range(0, 7).Select(_ => Number())], 1e5 * Number(), Math.Abs(Number())))]);

    private double Number() => _random.Next(10) switch
    {
        0 or 1 => 0.0,
        2 => -0.0,
        3 => 1e-5 * _random.NextDouble(),
        4 => _random.Next(-50, 50),
        _ => 800 * (_random.NextDouble() - 0.5),
    };
}
