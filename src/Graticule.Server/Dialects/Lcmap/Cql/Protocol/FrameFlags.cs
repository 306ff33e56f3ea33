namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>Bits of the second byte of a frame.</summary>
internal static class FrameFlags
{
    public const byte Compression = 0x01;

    /// <summary>The body begins with a map from texts to bytes, which is nothing to this server.</summary>
    public const byte CustomPayload = 0x04;
}
