using System.IO.Compression;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Results;

/// <summary>
/// The compact form of what became of the pixels of one column of a chip, or of some of them. Whole numbers, masks, probabilities and texts come back
/// as they were; the numbers of models within 7.3e-12 of what they were, relative (48 of their 64 bits are kept). What comes back is encoded to the
/// same bytes again. A strip needs nothing beside it to be read.
/// </summary>
/// <remarks>
/// Numbers are laid out by their place in a model, so that like stands by like, and split into bytes: signs and exponents repeat and are compressed
/// (Brotli), the rest does not and is not. Zeros are left out, masks are bits that differ from those of the pixel below.
/// </remarks>
public static class StripCodec
{
    private const byte Version = 1;
    private const int Head = 4;
    private const int Quality = 5;
    private const int Window = 20;
    private const int MostBytes = 64 << 20;

    /// <summary>Encodes pixels.</summary>
    /// <param name="pixels">Of one column, each once, in any order; <see cref="PixelOutcome.Pixel"/> counts row by row through the chip.</param>
    /// <exception cref="ArgumentException">They are none, of several columns, or one is there twice.</exception>
    public static byte[] Encode(IEnumerable<PixelOutcome> pixels)
    {
        List<PixelOutcome> sorted = [.. pixels.OrderByDescending(pixel => pixel.Pixel)];
        if (sorted.Count == 0 || sorted.Any(pixel => pixel.Pixel % ChipShape.Side != sorted[0].Pixel % ChipShape.Side || (uint)pixel.Pixel >= ChipShape.Pixels)
            || sorted.DistinctBy(pixel => pixel.Pixel).Count() < sorted.Count)
        {
            throw new ArgumentException("A strip has pixels of one column, each once.", nameof(pixels));
        }

        StripBuffer regular = new();
        List<ChangeModel> models = [.. sorted.SelectMany(pixel => pixel.Result?.Models ?? [])];
        StripFacts.Write(regular, sorted);
        StripMasks.Write(regular, sorted);
        var random = StripNumbers.Write(regular, models);
        var packed = Compress(regular.Written);

        StripBuffer output = new();
        var ok = sorted.Count(pixel => pixel.Result is not null);
        output.Bytes([Version, (byte)(sorted[0].Pixel % ChipShape.Side), (byte)ok, (byte)(sorted.Count - ok)]);
        output.Whole(regular.Written.Length);
        output.Sized(packed);
        output.Bytes(random);
        return output.ToArray();
    }

    /// <summary>Decodes a strip.</summary>
    /// <returns>The pixels by rising y, which is falling <see cref="PixelOutcome.Pixel"/>.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    public static IReadOnlyList<PixelOutcome> Decode(ReadOnlySpan<byte> strip)
    {
        var input = new StripReader(strip);
        _ = Summary(input.Bytes(Head));
        var regular = new byte[input.Whole(MostBytes)];
        if (!BrotliDecoder.TryDecompress(input.Sized(), regular, out var count) || count != regular.Length)
        {
            throw StripReader.Damaged();
        }

        var facts = new StripReader(regular);
        var pixels = StripFacts.Read(ref facts);
        var masks = StripMasks.Read(ref facts, pixels);
        var numbers = StripNumbers.Read(ref facts, input.Bytes(input.Left), pixels.Sum(pixel => pixel.Models.Count));
        return Join(pixels, masks, numbers);
    }

    /// <summary>What a strip says of itself, without decoding it: its column, and how many pixels have a result and how many failed.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or of another version.</exception>
    public static (int Column, int Ok, int Failed) Summary(ReadOnlySpan<byte> strip) =>
        strip.Length < Head ? throw StripReader.Damaged()
        : strip[0] != Version ? throw new InvalidDataException($"The results of the chip are of version {strip[0]}; version {Version} can be read.")
        : (strip[1], strip[2], strip[3]);

    /// <summary>A strip with the pixels of both; where both have a pixel, that of <paramref name="newer"/>.</summary>
    /// <exception cref="InvalidDataException">One is damaged.</exception>
    /// <exception cref="ArgumentException">They are of different columns.</exception>
    public static byte[] Merge(ReadOnlySpan<byte> older, ReadOnlySpan<byte> newer)
    {
        var taken = Decode(newer).ToDictionary(pixel => pixel.Pixel);
        return Encode([.. Decode(older).Where(pixel => !taken.ContainsKey(pixel.Pixel)), .. taken.Values]);
    }

    private static List<PixelOutcome> Join(List<StripPixel> pixels, bool[]?[] masks, double[][] numbers)
    {
        List<PixelOutcome> outcomes = new(pixels.Count);
        var next = 0;
        for (var i = 0; i < pixels.Count; i++)
        {
            var pixel = pixels[i];
            if (masks[i] is not { } mask)
            {
                outcomes.Add(new(pixel.Pixel, Result: null, pixel.Fault));
                continue;
            }

            var models = new ChangeModel[pixel.Models.Count];
            for (var model = 0; model < models.Length; model++)
            {
                models[model] = pixel.Models[model] with { Bands = StripNumbers.Bands(numbers[next++]) };
            }

            outcomes.Add(new(pixel.Pixel, new(mask, models, pixel.Procedure, pixel.Cloud, pixel.Snow, pixel.Water), Fault: null));
        }

        return outcomes;
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var count, Quality, Window)
            ? packed.AsSpan(0, count)
            : throw new InvalidOperationException("The results of the chip cannot be compressed.");
    }
}
