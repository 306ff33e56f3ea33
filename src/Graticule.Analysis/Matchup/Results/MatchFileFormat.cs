using System.Buffers.Binary;

namespace Graticule.Analysis.Matchup.Results;

/// <summary>
/// The frame of a match file, all numbers little-endian: a signature; blocks of observations; the footer, which is a directory of the blocks
/// followed by the header as JSON; the trailer, by which the footer is found.
/// </summary>
internal static class MatchFileFormat
{
    public const string Extension = ".matches";

    public const int TrailerLength = 32;

    public const int Version = 1;

    public static ReadOnlySpan<byte> Signature => "GRATMTCH"u8;
}

/// <summary>Which observations a block holds.</summary>
internal enum BlockKind
{
    Primaries = 1,
    Secondaries = 2,
}

/// <summary>Where a block lies.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Points">Observations in it.</param>
/// <param name="First">Number of its first observation among all of its kind.</param>
/// <param name="Offset">In the file.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Crc">Of the bytes.</param>
internal readonly record struct BlockEntry(BlockKind Kind, int Points, long First, long Offset, int Length, uint Crc)
{
    public const int Size = 32;

    public void Write(Span<byte> room)
    {
        BinaryPrimitives.WriteInt32LittleEndian(room, (int)Kind);
        BinaryPrimitives.WriteInt32LittleEndian(room[4..], Points);
        BinaryPrimitives.WriteInt64LittleEndian(room[8..], First);
        BinaryPrimitives.WriteInt64LittleEndian(room[16..], Offset);
        BinaryPrimitives.WriteInt32LittleEndian(room[24..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(room[28..], Crc);
    }

    public static BlockEntry Read(ReadOnlySpan<byte> bytes) => new(
        (BlockKind)BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]));
}

/// <summary>The last bytes of a match file.</summary>
/// <param name="Offset">Of the footer.</param>
/// <param name="Length">Of the footer, in bytes.</param>
/// <param name="Crc">Of the footer.</param>
/// <param name="Blocks">Number of entries in the directory.</param>
internal readonly record struct Trailer(long Offset, int Length, uint Crc, int Blocks)
{
    public void Write(Span<byte> room)
    {
        BinaryPrimitives.WriteInt64LittleEndian(room, Offset);
        BinaryPrimitives.WriteInt32LittleEndian(room[8..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(room[12..], Crc);
        BinaryPrimitives.WriteInt32LittleEndian(room[16..], Blocks);
        BinaryPrimitives.WriteInt32LittleEndian(room[20..], MatchFileFormat.Version);
        MatchFileFormat.Signature.CopyTo(room[24..]);
    }

    /// <summary>Null: these are not the last bytes of a match file.</summary>
    public static Trailer? Read(ReadOnlySpan<byte> bytes) =>
        bytes[24..].SequenceEqual(MatchFileFormat.Signature) && BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]) == MatchFileFormat.Version
            ? new(
                BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]))
            : null;
}
