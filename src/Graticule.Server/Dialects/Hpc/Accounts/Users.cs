using Graticule.Jobs.Access;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Accounts;

/// <summary>Finds users by the names that the API gives them.</summary>
/// <param name="organization">Gives the names.</param>
/// <param name="keys">Who has, or had, a key here is known.</param>
internal sealed class Users(Organization organization, IKeyStore keys)
{
    /// <summary>The subject that is called so, by e-mail or as it is; null: nobody is.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var known = (await keys.ListAsync(cancellationToken)).Select(key => key.Owner).Distinct(StringComparer.Ordinal);
        return known.FirstOrDefault(subject => subject.Equals(name, StringComparison.Ordinal) || organization.EmailOf(subject).Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
