using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Graticule.Raster.Rendering;

/// <summary>What a frame between a server and its render process is.</summary>
public enum RenderFrameKind : byte
{
    Draw = 1,
    Describe = 2,
    Probe = 3,
    Write = 4,

    /// <summary>The answer; its payload depends on the question.</summary>
    Done = 16,

    /// <summary>The request cannot be served; the payload is a <see cref="RenderFault"/>.</summary>
    Fault = 17,
}

/// <summary>
/// One message: four bytes with the length of the payload (little-endian), one with the kind, four with the length of the figures, then the
/// payload and the figures. Payloads are JSON in UTF-8, the bytes of a picture excepted; figures are a <see cref="Gdal.ReadFigures"/> as JSON,
/// absent where nothing was read. A connection carries one request at a time.
/// </summary>
public static class RenderFrame
{
    public const int HeaderLength = 9;

    /// <summary>Longest payload, in bytes: the largest picture that can be asked for, unpacked.</summary>
    public const int MostBytes = 512 << 20;

    /// <summary>Longest request, in bytes.</summary>
    public const int MostRequestBytes = 1 << 20;

    public static byte[] Make<T>(RenderFrameKind kind, T payload, JsonTypeInfo<T> type) => Make(kind, JsonSerializer.SerializeToUtf8Bytes(payload, type));

    public static byte[] Make(RenderFrameKind kind, ReadOnlySpan<byte> payload)
    {
        var frame = GC.AllocateUninitializedArray<byte>(HeaderLength + payload.Length);
        WriteHeader(frame, kind, payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    public static void WriteHeader(Span<byte> header, RenderFrameKind kind, int length, int figures = 0)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        header[4] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[5..], figures);
    }

    /// <exception cref="InvalidDataException">The length is none.</exception>
    public static (RenderFrameKind Kind, int Length, int Figures) ReadHeader(ReadOnlySpan<byte> header, int most)
    {
        var (length, figures) = (BinaryPrimitives.ReadInt32LittleEndian(header), BinaryPrimitives.ReadInt32LittleEndian(header[5..]));
        return length >= 0 && length <= most && figures is >= 0 and <= MostRequestBytes
            ? ((RenderFrameKind)header[4], length, figures)
            : throw new InvalidDataException($"A frame of {length} bytes and {figures} of figures is announced; at most {most} are sent.");
    }
}

/// <param name="Part">Name of the member of the request that is at fault.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record RenderFault(string Part, string Message);
