using System.Buffers.Binary;
using System.Text;

namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>Reads the notations of the protocol's section 3 out of one body; what does not fit into it is a protocol error, never a fault.</summary>
internal ref struct BodyReader(ReadOnlySpan<byte> body)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = body;

    public byte Byte() => Take(1)[0];

    public int Short() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public string String() => Text(Take(Short()));

    public string LongString() => Text(Take(Length(Int())));

    public byte[] ShortBytes() => Take(Short()).ToArray();

    /// <summary>Null where the length is negative.</summary>
    public byte[]? Bytes() => Int() is >= 0 and var length ? Take(length).ToArray() : null;

    /// <summary>A value of a statement.</summary>
    public BoundValue Value() => Int() switch
    {
        >= 0 and var length => new(Take(length).ToArray(), IsSet: true),
        -2 => new(null, IsSet: false),
        _ => new(null, IsSet: true),
    };

    public Dictionary<string, string> StringMap()
    {
        Dictionary<string, string> read = new(StringComparer.Ordinal);
        for (var left = Short(); left > 0; left--)
        {
            read[String()] = String();
        }

        return read;
    }

    public void SkipBytesMap()
    {
        for (var left = Short(); left > 0; left--)
        {
            Take(Short());
            Take(Math.Max(0, Int()));
        }
    }

    private static int Length(int length) => length >= 0 ? length : throw CqlException.Protocol("A text has a negative length.");

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw CqlException.Protocol("A text is not valid UTF-8.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw CqlException.Protocol($"The body of the frame ends early: {count} bytes were announced where {_rest.Length} are left.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}

/// <summary>What a client gives for a marker.</summary>
/// <param name="Bytes">Null: the value null, or none.</param>
/// <param name="IsSet">Whether there is a value at all.</param>
internal readonly record struct BoundValue(byte[]? Bytes, bool IsSet);
