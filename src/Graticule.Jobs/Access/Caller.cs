namespace Graticule.Jobs.Access;

/// <summary>What a caller may do; a key holds any set of these.</summary>
[Flags]
public enum Scopes
{
    None = 0,

    /// <summary>See processes, own jobs, own files.</summary>
    Read = 1,

    /// <summary>Run and cancel jobs, upload files.</summary>
    Execute = 2,

    /// <summary>Deploy, replace and undeploy processes.</summary>
    Deploy = 4,

    /// <summary>Make and revoke keys.</summary>
    Admin = 8,

    All = Read | Execute | Deploy | Admin,
}

/// <summary>Who asks.</summary>
/// <param name="Subject">Owner of everything that the caller makes.</param>
/// <param name="Scopes">What the caller may do.</param>
public sealed record Caller(string Subject, Scopes Scopes)
{
    /// <summary>Everybody, where the server runs without keys.</summary>
    public static Caller Anonymous { get; } = new("anonymous", Scopes.Read | Scopes.Execute | Scopes.Deploy);

    /// <exception cref="ProblemException">Forbidden.</exception>
    public void Require(Scopes scope)
    {
        if ((Scopes & scope) != scope)
        {
            throw new ProblemException(ProblemKind.Forbidden, $"This key may not do that; it needs the scope '{scope.ToString().ToLowerInvariant()}'.", Subject);
        }
    }
}
