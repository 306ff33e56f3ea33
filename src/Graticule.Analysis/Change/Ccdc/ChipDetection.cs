namespace Graticule.Analysis.Change.Ccdc;

/// <summary>What became of a pixel of a chip.</summary>
/// <param name="Pixel">Row by row, from 0.</param>
/// <param name="Result">Null where there is none.</param>
/// <param name="Fault">Why there is none; null where there is one.</param>
public readonly record struct PixelOutcome(int Pixel, CcdcResult? Result, string? Fault);

/// <summary>Change detection over a whole chip: pixels are independent, and go to threads in small blocks.</summary>
public static class ChipDetection
{
    /// <summary>Pixels that are gathered at once: a line of the processor's cache of each image, and no more than its second cache holds.</summary>
    private const int Block = 32;

    /// <summary>Calls <paramref name="take"/> once for each pixel, from several threads, in no order.</summary>
    /// <param name="chip">The observations.</param>
    /// <param name="dates">Its dates, and the parameters.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="take">Gets what became of a pixel.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="cancellationToken">Ends the work between blocks.</param>
    public static void Run(ChipSeries chip, CcdcDates dates, int threads, Action<PixelOutcome> take, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var done = 0;
        Parallel.For(
            0,
            (chip.Pixels + Block - 1) / Block,
            new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            () => new Worker(chip, dates),
            (block, _, worker) =>
            {
                var first = block * Block;
                var count = Math.Min(Block, chip.Pixels - first);
                worker.Treat(first, count, take);
                progress?.Report((double)Interlocked.Add(ref done, count) / chip.Pixels);
                return worker;
            },
            static _ => { });
    }

    private sealed class Worker(ChipSeries chip, CcdcDates dates)
    {
        private readonly CcdcDetector _detector = new(dates);
        private readonly int[] _values = new int[Block * chip.Dates * PixelSeries.Bands];
        private readonly int[] _codes = new int[Block * chip.Dates];

        internal void Treat(int first, int count, Action<PixelOutcome> take)
        {
            chip.Gather(first, count, _values, _codes);
            var length = chip.Dates * PixelSeries.Bands;
            for (var pixel = 0; pixel < count; pixel++)
            {
                take(Detect(first + pixel, new(_values.AsSpan(pixel * length, length), _codes.AsSpan(pixel * chip.Dates, chip.Dates))));
            }
        }

        private PixelOutcome Detect(int pixel, PixelSeries series)
        {
            try
            {
                return new(pixel, _detector.Detect(series), Fault: null);
            }
            catch (CcdcException exception)
            {
                return new(pixel, Result: null, exception.Message);
            }
        }
    }
}
