namespace Graticule.Analysis.Change.Results;

/// <summary>What is known of the results of a chip as a whole. Its compact form is that of <see cref="ChipHeaderCodec"/>.</summary>
public sealed record ChipHeader
{
    public required ChipKey Key { get; init; }

    /// <summary>Of all looks, used or not, in rising order, as the processing masks have them; day 1 is 1 January of year 1.</summary>
    public required IReadOnlyList<int> Days { get; init; }

    /// <summary>Whether the documents of its pixels tell shares of cloud, snow and water, and not the procedure.</summary>
    public required bool TellsShares { get; init; }

    /// <summary>Whether the quality band was read as bits, and not as classes.</summary>
    public bool QaIsBits { get; init; } = true;

    /// <summary>Where the observations came from, as the job was told.</summary>
    public string Source { get; init; } = "";

    /// <summary>MD5 of the observations, in small hexadecimal letters; empty: not known.</summary>
    public string InputsMd5 { get; init; } = "";

    /// <summary>When they were produced, to the second.</summary>
    public required DateTimeOffset Produced { get; init; }

    /// <summary>Pixels with a result.</summary>
    public int Ok { get; init; }

    /// <summary>Pixels without one, of which is said why.</summary>
    public int Failed { get; init; }

    /// <inheritdoc cref="ChipHeaderCodec.Encode"/>
    public byte[] Encode() => ChipHeaderCodec.Encode(this);

    /// <inheritdoc cref="ChipHeaderCodec.Decode"/>
    public static ChipHeader Decode(ReadOnlySpan<byte> bytes) => ChipHeaderCodec.Decode(bytes);
}
