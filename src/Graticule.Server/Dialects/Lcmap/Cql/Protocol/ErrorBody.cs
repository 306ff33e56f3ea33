using System.Buffers.Binary;

namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>Bodies of ERROR messages.</summary>
internal static class ErrorBody
{
    private const int LongestMessage = 4096;

    public static void Write(BodyWriter body, CqlException error)
    {
        body.Int((int)error.Code);
        body.String(error.Message.Length > LongestMessage ? error.Message[..LongestMessage] : error.Message);
        if (error.Code == CqlError.Unprepared)
        {
            body.ShortBytes(error.Statement ?? []);
        }
    }

    /// <summary>A whole frame for a client whose request could not be read.</summary>
    public static byte[] Frame(RefusedFrameException refused)
    {
        using BodyWriter body = new();
        Write(body, new(CqlError.Protocol, refused.Message));
        var frame = body.Finish(refused.Version, refused.Stream, Opcode.Error).ToArray();
        if (refused.Version > 2)
        {
            return frame;
        }

        // Versions 1 and 2: the stream is one byte.
        byte[] old = [frame[0], 0, (byte)refused.Stream, (byte)Opcode.Error, 0, 0, 0, 0, .. frame.AsSpan(BodyWriter.HeaderLength)];
        BinaryPrimitives.WriteInt32BigEndian(old.AsSpan(4), frame.Length - BodyWriter.HeaderLength);
        return old;
    }
}
