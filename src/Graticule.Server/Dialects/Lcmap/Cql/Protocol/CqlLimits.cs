namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>What clients may hold on to.</summary>
internal sealed record CqlLimits
{
    /// <summary>Connections at once; more are closed at once.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>Connections at once that have not said who they are.</summary>
    public int MaxHandshakes { get; init; } = 64;

    /// <summary>Longest body of a request, in bytes.</summary>
    public int MaxFrame { get; init; } = 64 << 10;

    /// <summary>Requests of one connection that are worked on at once; more wait unread.</summary>
    public int MaxRequests { get; init; } = 4;

    /// <summary>Pages of results that are made or sent at once, of all connections.</summary>
    public int MaxPages { get; init; } = 16;

    /// <summary>A page ends after the row that reaches this, in bytes.</summary>
    public int PageBytes { get; init; } = 2 << 20;

    /// <summary>Statements that are remembered as prepared; the oldest are forgotten, and clients prepare them again.</summary>
    public int MaxStatements { get; init; } = 1000;

    /// <summary>From the connection to the proof who it is.</summary>
    public TimeSpan HandshakeTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte of a frame to its last.</summary>
    public TimeSpan FrameTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Without any request. Drivers ask something every half minute.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>In which a client must take 64 KiB of an answer.</summary>
    public TimeSpan SendTime { get; init; } = TimeSpan.FromSeconds(20);
}
