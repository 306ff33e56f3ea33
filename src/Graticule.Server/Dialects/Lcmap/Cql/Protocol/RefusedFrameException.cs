namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>A frame whose body is not read: the answer says why, and the connection ends.</summary>
public sealed class RefusedFrameException(byte version, short stream, string message) : Exception(message)
{
    /// <summary>In which the client can read the answer.</summary>
    public byte Version => version;

    public short Stream => stream;
}
