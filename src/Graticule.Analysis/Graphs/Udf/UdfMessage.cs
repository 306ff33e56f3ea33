using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>What goes through the socket: the lengths of both parts as 64-bit numbers, a JSON object, and numbers of 64 bits, all little-endian.</summary>
/// <param name="Head">The dimensions and the like.</param>
/// <param name="Numbers">The cells, in the order of the dimensions, the last one fastest.</param>
internal sealed record UdfMessage(JsonObject Head, double[] Numbers)
{
    private const int LongestHead = 256 << 20;

    internal void Send(NetworkStream stream)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(Head);
        Span<byte> lengths = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(lengths, head.Length);
        BinaryPrimitives.WriteInt64LittleEndian(lengths[sizeof(long)..], (long)Numbers.Length * sizeof(double));
        stream.Write(lengths);
        stream.Write(head);
        WriteNumbers(stream);
    }

    /// <exception cref="IOException">The other side is gone, or sends something else.</exception>
    internal static UdfMessage Receive(NetworkStream stream, long mostNumbers)
    {
        Span<byte> lengths = stackalloc byte[2 * sizeof(long)];
        stream.ReadExactly(lengths);
        var head = BinaryPrimitives.ReadInt64LittleEndian(lengths);
        var body = BinaryPrimitives.ReadInt64LittleEndian(lengths[sizeof(long)..]);
        if (head is < 0 or > LongestHead || body < 0 || body % sizeof(double) != 0 || body / sizeof(double) > mostNumbers)
        {
            throw new IOException(FormattableString.Invariant($"The result has {body / sizeof(double)} cells; at most {mostNumbers} are taken."));
        }

        var text = new byte[head];
        stream.ReadExactly(text);
        var numbers = new double[body / sizeof(double)];
        ReadNumbers(stream, numbers);
        return new((JsonObject)JsonNode.Parse(text)!, numbers);
    }

    private void WriteNumbers(NetworkStream stream)
    {
        for (var at = 0; at < Numbers.Length; at += Chunk)
        {
            stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Numbers.AsSpan(at, Math.Min(Chunk, Numbers.Length - at))));
        }
    }

    private static void ReadNumbers(NetworkStream stream, double[] numbers)
    {
        for (var at = 0; at < numbers.Length; at += Chunk)
        {
            stream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan(at, Math.Min(Chunk, numbers.Length - at))));
        }
    }

    /// <summary>Numbers at a time: a span of bytes has no more than 2 GiB.</summary>
    private const int Chunk = 1 << 20;
}
