using Graticule.Jobs;
using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>In which name spaces a caller may be, and as whom.</summary>
/// <param name="keys">Owners that have keys.</param>
/// <param name="issuers">Whose users' subjects end with their names.</param>
/// <param name="isOpen">Whether a caller may take any name that is not protected by a key or a token.</param>
internal sealed class NameSpaceRules(KnownKeys keys, IReadOnlyList<IssuerOptions> issuers, bool isOpen)
{
    /// <summary>The caller in its own name space, or whoever the caller acts for in another.</summary>
    /// <exception cref="ProblemException">Forbidden.</exception>
    public async ValueTask<Authentication> EnterAsync(Caller caller, string name, CancellationToken cancellationToken)
    {
        if (caller.IsCalled(name))
        {
            return new(caller, null);
        }

        if (caller.Scopes.HasFlag(Scopes.Admin))
        {
            return new(caller.As(name), null);
        }

        if (caller.Subject != Caller.AnonymousSubject)
        {
            throw new ProblemException(
                ProblemKind.Forbidden, $"The name space '{name}' is somebody else's; yours is {string.Join(" or ", caller.Names.Append(caller.Subject).Select(own => $"'/{own}/'"))}.", name);
        }

        return isOpen && !issuers.Any(issuer => name.EndsWith("@" + issuer.Name, StringComparison.Ordinal)) && !await keys.IsOwnerAsync(name, cancellationToken)
            ? new(caller.As(name), null)
            : new(null, $"The name space '{name}' is its user's; send a key or token of that user.");
    }
}
