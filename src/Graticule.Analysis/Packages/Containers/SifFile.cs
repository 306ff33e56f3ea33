using System.Buffers.Binary;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// Where a SIF file (Singularity Image Format, version 1) has its root file system: the primary system partition, as squashfs.
/// Layout: header of 128 bytes with the magic at 32, number of descriptors at 88 and their offset at 96; descriptors of 585 bytes.
/// </summary>
internal static class SifFile
{
    public const int HeaderLength = 128;
    public const int DescriptorLength = 585;

    private const int MostDescriptors = 1024;
    private const int Partition = 0x4004;
    private const int SquashFs = 1;
    private const int EncryptedSquashFs = 4;
    private const int PrimarySystem = 2;

    /// <summary>Offset of the partition in the file, in bytes.</summary>
    /// <exception cref="InvalidDataException">The file is no SIF, is cut off, or has no such partition.</exception>
    public static long FindRoot(string path)
    {
        using var file = File.OpenRead(path);
        var header = Read(file, 0, HeaderLength);
        if (!header.AsSpan(32, 9).SequenceEqual("SIF_MAGIC"u8))
        {
            throw new InvalidDataException("it is no SIF file");
        }

        var count = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(88));
        var table = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(96));
        if (count is < 0 or > MostDescriptors || table < HeaderLength)
        {
            throw new InvalidDataException("its table of contents is damaged");
        }

        for (var i = 0; i < count; i++)
        {
            if (RootOf(Read(file, table + (i * DescriptorLength), DescriptorLength), file.Length) is { } offset)
            {
                return offset;
            }
        }

        throw new InvalidDataException("it has no root file system");
    }

    private static long? RootOf(byte[] descriptor, long length)
    {
        var isUsed = descriptor[4] != 0;
        var kind = BinaryPrimitives.ReadInt32LittleEndian(descriptor.AsSpan(201));
        var use = BinaryPrimitives.ReadInt32LittleEndian(descriptor.AsSpan(205));
        if (!isUsed || BinaryPrimitives.ReadInt32LittleEndian(descriptor) != Partition || use != PrimarySystem)
        {
            return null;
        }

        var offset = BinaryPrimitives.ReadInt64LittleEndian(descriptor.AsSpan(17));
        var size = BinaryPrimitives.ReadInt64LittleEndian(descriptor.AsSpan(25));
        return (kind, offset >= 0 && size >= 0 && offset <= length - size) switch
        {
            (SquashFs, true) => offset,
            (SquashFs, false) => throw new InvalidDataException("it is cut off"),
            (EncryptedSquashFs, _) => throw new InvalidDataException("its root file system is encrypted, which is not supported"),
            _ => throw new InvalidDataException("its root file system is no squashfs, which is the only kind supported"),
        };
    }

    private static byte[] Read(FileStream file, long offset, int count)
    {
        var bytes = new byte[count];
        file.Position = offset;
        return file.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw new InvalidDataException("it is cut off");
    }
}
