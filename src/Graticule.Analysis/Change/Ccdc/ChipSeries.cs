using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>The observations of all pixels of a chip, image by image, as they lie in files: what is gathered pixel by pixel is gathered once.</summary>
/// <param name="bands">
/// Of each of the seven bands (<see cref="PixelSeries"/>), of each date in the order of <see cref="CcdcDates"/>: a number for each pixel, row by row.
/// </param>
/// <param name="qa">Of each date: the quality band.</param>
public sealed class ChipSeries(IReadOnlyList<IReadOnlyList<short[]>> bands, IReadOnlyList<ushort[]> qa)
{
    public int Dates => qa.Count;

    /// <summary>In a chip of 100 x 100: 10,000.</summary>
    public int Pixels => qa.Count == 0 ? 0 : qa[0].Length;

    /// <summary>Some of the pixels, as a series of their own.</summary>
    /// <param name="pixels">Their numbers; in the series they are 0, 1, 2, …</param>
    public ChipSeries Select(int[] pixels)
    {
        return new([.. bands.Select(band => Pick(band))], Pick(qa));

        IReadOnlyList<T[]> Pick<T>(IReadOnlyList<T[]> images) => [.. images.Select(image => Array.ConvertAll(pixels, pixel => image[pixel]))];
    }

    /// <summary>Adds all observations to a digest.</summary>
    public void AppendTo(IncrementalHash hash)
    {
        foreach (var image in bands.SelectMany(band => band))
        {
            hash.AppendData(MemoryMarshal.AsBytes<short>(image));
        }

        foreach (var image in qa)
        {
            hash.AppendData(MemoryMarshal.AsBytes<ushort>(image));
        }
    }

    /// <summary>Gathers neighbouring pixels: the observations of each lie side by side.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">For each pixel: date by date, the bands.</param>
    /// <param name="codes">For each pixel: the quality of each date.</param>
    internal void Gather(int first, int count, Span<int> values, Span<int> codes)
    {
        var length = Dates * PixelSeries.Bands;
        for (var band = 0; band < PixelSeries.Bands; band++)
        {
            var images = bands[band];
            for (var date = 0; date < images.Count; date++)
            {
                var image = images[date].AsSpan(first, count);
                var place = (date * PixelSeries.Bands) + band;
                for (var pixel = 0; pixel < image.Length; pixel++)
                {
                    values[(pixel * length) + place] = image[pixel];
                }
            }
        }

        for (var date = 0; date < qa.Count; date++)
        {
            var image = qa[date].AsSpan(first, count);
            for (var pixel = 0; pixel < image.Length; pixel++)
            {
                codes[(pixel * Dates) + date] = image[pixel];
            }
        }
    }
}
