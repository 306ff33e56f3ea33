using Graticule.Jobs.Access;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Accounts;

/// <summary>Users as the API names them, by e-mail.</summary>
/// <param name="domain">Of the installation, such as <c>localhost</c>.</param>
/// <param name="keys">Who has, or had, a key here is known.</param>
internal sealed class Users(string domain, IKeyStore keys)
{
    public string EmailOf(string subject) => Organization.EmailOf(subject, domain);

    /// <summary>The subject that is called so, by e-mail or as it is; null: nobody is.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var known = (await keys.ListAsync(cancellationToken)).Select(key => key.Owner).Distinct(StringComparer.Ordinal);
        return known.FirstOrDefault(subject => subject.Equals(name, StringComparison.Ordinal) || EmailOf(subject).Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
