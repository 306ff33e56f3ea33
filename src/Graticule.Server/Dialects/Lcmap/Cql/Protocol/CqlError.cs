namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>Codes of ERROR messages; CQL binary protocol v4, section 9.</summary>
public enum CqlError
{
    Server = 0x0000,
    Protocol = 0x000A,
    BadCredentials = 0x0100,
    Overloaded = 0x1001,
    Syntax = 0x2000,
    Unauthorized = 0x2100,
    Invalid = 0x2200,
    Unprepared = 0x2500,
}
