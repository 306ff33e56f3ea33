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

    /// <summary>Make and revoke keys, and act in everybody's name space.</summary>
    Admin = 8,

    All = Read | Execute | Deploy | Admin,
}

/// <summary>Who asks.</summary>
/// <param name="Subject">Owner of everything that the caller makes.</param>
/// <param name="Scopes">What the caller may do.</param>
public sealed record Caller(string Subject, Scopes Scopes)
{
    /// <summary>Owner of what callers make who do not say who they are.</summary>
    public const string AnonymousSubject = "anonymous";

    /// <summary>Everybody, where the server runs without keys.</summary>
    public static Caller Anonymous { get; } = new(AnonymousSubject, Scopes.Read | Scopes.Execute | Scopes.Deploy);

    /// <summary>What else the caller's own name space is called, such as the user name at a provider. Owns nothing: the subject does.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether a name space of this name is the caller's own.</summary>
    public bool IsCalled(string name) => name == Subject || Names.Contains(name, StringComparer.Ordinal);

    /// <summary>The same rights over what another owner has.</summary>
    public Caller As(string owner) => new(owner, Scopes);

    /// <exception cref="ProblemException">Forbidden.</exception>
    public void Require(Scopes scope)
    {
        if ((Scopes & scope) != scope)
        {
            throw new ProblemException(
                ProblemKind.Forbidden, $"This caller may not do that; it takes a key or a token with the scope '{scope.ToString().ToLowerInvariant()}'.", Subject);
        }
    }
}
