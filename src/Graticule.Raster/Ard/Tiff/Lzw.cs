namespace Graticule.Raster.Ard.Tiff;

/// <summary>The form of Lempel, Ziv and Welch's packing that TIFF has (TIFF 6.0, section 13).</summary>
internal static class Lzw
{
    private const int Clear = 256;
    private const int End = 257;
    private const int MostCodes = 4096;

    /// <summary>Unpacks until the target is full or the packed bytes are over; damaged bytes end it as well.</summary>
    /// <returns>How many bytes there are.</returns>
    internal static int Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        // A string of the table is a stretch of what was unpacked already: that of its first use, and the byte that came after.
        Span<int> starts = stackalloc int[MostCodes];
        Span<int> lengths = stackalloc int[MostCodes];
        var (bits, held, place, beforeStart) = (0u, 0, 0, 0);
        var (width, next, before, done) = (9, End + 1, -1, 0);
        while (done < target.Length)
        {
            while (held < width && place < packed.Length)
            {
                bits = (bits << 8) | packed[place++];
                held += 8;
            }

            if (held < width)
            {
                return done;
            }

            held -= width;
            var code = (int)((bits >> held) & ((1u << width) - 1));
            switch (code)
            {
                case End:
                    return done;
                case Clear:
                    (width, next, before) = (9, End + 1, -1);
                    continue;
            }

            var start = done;
            if (code < Clear)
            {
                target[done++] = (byte)code;
            }
            else if (before >= 0 && code <= next && code > End && (code < next || next < MostCodes))
            {
                var (from, length) = code < next ? (starts[code], lengths[code]) : (beforeStart, LengthOf(before, lengths) + 1);
                for (var i = 0; i < length && done < target.Length; i++)
                {
                    target[done++] = target[from + i];
                }
            }
            else
            {
                return start;
            }

            if (before >= 0 && next < MostCodes)
            {
                (starts[next], lengths[next]) = (beforeStart, LengthOf(before, lengths) + 1);
                next++;
            }

            (before, beforeStart) = (code, start);
            width = WidthOf(next);
        }

        return done;
    }

    /// <summary>Bits of the next code: one more a code early, as the form has it.</summary>
    private static int WidthOf(int next) => next + 1 >= 2048 ? 12 : next + 1 >= 1024 ? 11 : next + 1 >= 512 ? 10 : 9;

    private static int LengthOf(int code, Span<int> lengths) => code < Clear ? 1 : lengths[code];
}
