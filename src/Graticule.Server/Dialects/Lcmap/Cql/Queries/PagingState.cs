using System.Buffers.Binary;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>Where the next page begins. It opens nothing that the statement beside it would not: whoever makes one up sees other rows of the same answer.</summary>
/// <param name="After">Position of the last row that was given.</param>
/// <param name="Left">Rows that the statement's limit leaves; null: it has none.</param>
internal sealed record PagingState(long After, int? Left)
{
    private const byte Form = 1;
    private const int Length = 13;

    /// <exception cref="CqlException">Protocol: it was not made here.</exception>
    public static PagingState? Read(byte[]? bytes) => bytes switch
    {
        null => null,
        [Form, ..] when bytes.Length == Length && BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(9)) is var left and >= -1 and not 0 =>
            new(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)), left < 0 ? null : left),
        _ => throw new CqlException(CqlError.Protocol, "Invalid value for the paging state"),
    };

    public byte[] Write()
    {
        var bytes = new byte[Length];
        bytes[0] = Form;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), After);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), Left ?? -1);
        return bytes;
    }
}
