using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Results;

/// <summary>Processing masks as bits: neighbours see the same clouds, so each says only where it differs from the one before of the same length.</summary>
internal static class StripMasks
{
    internal static void Write(StripBuffer output, List<PixelOutcome> pixels)
    {
        byte[] before = [];
        foreach (var pixel in pixels)
        {
            if (pixel.Result is not { ProcessingMask: var mask })
            {
                continue;
            }

            var bits = new byte[(mask.Count + 7) / 8];
            for (var i = 0; i < mask.Count; i++)
            {
                bits[i / 8] |= (byte)(mask[i] ? 1 << (i % 8) : 0);
            }

            output.Bytes(Differences(bits, before));
            before = bits;
        }
    }

    /// <summary>A mask for each pixel; null where it failed.</summary>
    internal static bool[]?[] Read(ref StripReader input, List<StripPixel> pixels)
    {
        var masks = new bool[]?[pixels.Count];
        byte[] before = [];
        for (var i = 0; i < masks.Length; i++)
        {
            if (pixels[i].Fault is not null)
            {
                continue;
            }

            var bits = Differences(input.Bytes((pixels[i].Dates + 7) / 8), before);
            var mask = new bool[pixels[i].Dates];
            for (var date = 0; date < mask.Length; date++)
            {
                mask[date] = (bits[date / 8] >> (date % 8) & 1) != 0;
            }

            (masks[i], before) = (mask, bits);
        }

        return masks;
    }

    private static byte[] Differences(ReadOnlySpan<byte> bits, byte[] before)
    {
        var differences = bits.ToArray();
        for (var i = 0; before.Length == bits.Length && i < differences.Length; i++)
        {
            differences[i] ^= before[i];
        }

        return differences;
    }
}
