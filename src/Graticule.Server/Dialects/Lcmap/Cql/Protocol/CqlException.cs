namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>A request that is answered with ERROR.</summary>
public sealed class CqlException(CqlError code, string message) : Exception(message)
{
    public CqlError Code => code;

    /// <summary>The identifier that is not known, where the code is <see cref="CqlError.Unprepared"/>.</summary>
    public byte[]? Statement { get; init; }

    /// <summary>Whether the connection cannot go on, since nobody knows where its next frame would begin or who sends it.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>A frame that breaks the rules of the protocol.</summary>
    public static CqlException Protocol(string message) => new(CqlError.Protocol, message) { EndsConnection = true };

    /// <summary>A statement that is written well and asks for what cannot be had.</summary>
    public static CqlException Invalid(string message) => new(CqlError.Invalid, message);
}
