using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>
/// Values as the protocol's section 6 writes them. In memory: int, long, bool, double, string (or UTF-8 as <see cref="ReadOnlyMemory{T}"/> of bytes),
/// <see cref="DateTimeOffset"/>, <see cref="Guid"/>, <see cref="IPAddress"/>, byte[], lists of strings, and maps with string keys.
/// </summary>
internal static class CqlValues
{
    /// <summary>Writes length and bytes; null as length -1.</summary>
    public static void Write(BodyWriter body, object? value)
    {
        if (value is null)
        {
            body.Int(-1);
            return;
        }

        var place = body.HoldInt();
        WriteBytes(body, value);
        body.SetLength(place);
    }

    /// <summary>Reads a value that a client gave for a marker or wrote as a literal of this type.</summary>
    /// <exception cref="CqlException">Invalid.</exception>
    public static object Read(CqlType type, ReadOnlySpan<byte> bytes) => type.Name switch
    {
        "int" when bytes.Length == 4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
        "bigint" when bytes.Length == 8 => BinaryPrimitives.ReadInt64BigEndian(bytes),
        "boolean" when bytes.Length == 1 => bytes[0] != 0,
        "double" when bytes.Length == 8 => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        "timestamp" when bytes.Length == 8 => Time(BinaryPrimitives.ReadInt64BigEndian(bytes)),
        "uuid" when bytes.Length == 16 => new Guid(bytes, bigEndian: true),
        "inet" when bytes.Length is 4 or 16 => new IPAddress(bytes),
        "text" => Encoding.UTF8.GetString(bytes),
        _ => throw CqlException.Invalid($"A value of {bytes.Length} bytes is none of type {type.Name}."),
    };

    private static DateTimeOffset Time(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw CqlException.Invalid($"The time {milliseconds} is outside the years 1 to 9999.");

    private static void WriteBytes(BodyWriter body, object value)
    {
        switch (value)
        {
            case int number:
                body.Int(number);
                break;
            case long number:
                body.Long(number);
                break;
            case bool truth:
                body.Byte(truth ? (byte)1 : (byte)0);
                break;
            case double number:
                body.Double(number);
                break;
            case string text:
                body.Utf8(text);
                break;
            case ReadOnlyMemory<byte> text:
                body.Raw(text.Span);
                break;
            case DateTimeOffset time:
                body.Long(time.ToUnixTimeMilliseconds());
                break;
            case Guid id:
                body.Raw(id.ToByteArray(bigEndian: true));
                break;
            case IPAddress address:
                body.Raw(address.GetAddressBytes());
                break;
            case byte[] bytes:
                body.Raw(bytes);
                break;
            case IReadOnlyList<string> list:
                WriteAll(body, list.Count, list);
                break;
            case IReadOnlyDictionary<string, string> map:
                WriteAll(body, map.Count, map.SelectMany(entry => (string[])[entry.Key, entry.Value]));
                break;
            default:
                throw new ArgumentException($"Values of {value.GetType()} cannot be written.", nameof(value));
        }
    }

    private static void WriteAll(BodyWriter body, int count, IEnumerable<string> elements)
    {
        body.Int(count);
        foreach (var element in elements)
        {
            Write(body, element);
        }
    }
}
