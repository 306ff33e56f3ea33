namespace Graticule.Analysis.Change.Results;

/// <summary>The compact form of <see cref="ChipHeader"/>: a version, then its members in order; days as distances.</summary>
public static class ChipHeaderCodec
{
    private const int Version = 1;
    private const int MostDays = 1 << 20;

    /// <summary>The header as bytes; the same for the same header.</summary>
    public static byte[] Encode(ChipHeader header)
    {
        StripBuffer output = new();
        output.Whole(Version);
        output.Text(header.Key.Algorithm);
        output.Folded(header.Key.ChipX);
        output.Folded(header.Key.ChipY);
        output.Whole((header.TellsShares ? 1 : 0) | (header.QaIsBits ? 2 : 0));
        output.Text(header.Source);
        output.Text(header.InputsMd5);
        output.Folded(header.Produced.ToUnixTimeSeconds());
        output.Whole(header.Ok);
        output.Whole(header.Failed);
        output.Whole(header.Days.Count);
        var before = 0;
        foreach (var day in header.Days)
        {
            output.Folded(day - before);
            before = day;
        }

        return output.ToArray();
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or of another version.</exception>
    public static ChipHeader Decode(ReadOnlySpan<byte> bytes)
    {
        var input = new StripReader(bytes);
        if (input.Whole(int.MaxValue) is var version && version != Version)
        {
            throw new InvalidDataException($"The header of the chip is of version {version}; version {Version} can be read.");
        }

        var key = new ChipKey(input.Text(), (int)input.Folded(), (int)input.Folded());
        var flags = input.Whole(3);
        var (source, digest) = (input.Text(), input.Text());
        var produced = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(input.Folded(), 0, 253_402_300_799));
        var (ok, failed) = (input.Whole(ChipShape.Pixels), input.Whole(ChipShape.Pixels));
        var days = new int[input.Whole(MostDays)];
        for (var (i, day) = (0, 0); i < days.Length; i++)
        {
            day += (int)input.Folded();
            days[i] = day;
        }

        return new()
        {
            Key = key,
            Days = days,
            TellsShares = (flags & 1) != 0,
            QaIsBits = (flags & 2) != 0,
            Source = source,
            InputsMd5 = digest,
            Produced = produced,
            Ok = ok,
            Failed = failed,
        };
    }
}
