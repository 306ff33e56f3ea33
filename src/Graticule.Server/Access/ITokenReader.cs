using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>Knows one kind of token.</summary>
internal interface ITokenReader
{
    /// <summary>Whom the token speaks for, or why it does not; null when it is not of this kind.</summary>
    /// <exception cref="Graticule.Jobs.ProblemException">Unavailable when that cannot be found out now.</exception>
    ValueTask<Authentication?> ReadAsync(string token, CancellationToken cancellationToken);
}
