using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Hosting;

/// <summary>What finds out who asks: API keys always, tokens of whatever issuers the operator named.</summary>
internal sealed class AccessParts : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 1 << 20,
    };

    private readonly Introspection[] _introspections;

    public AccessParts(ServerOptions options, IKeyStore keys, TimeProvider clock, ILoggerFactory logs)
    {
        var oidc = options.Oidc;
        var log = logs.CreateLogger<AccessParts>();
        Provider[] providers = [.. oidc.Issuers.Select(issuer => new Provider(issuer, _http, clock, log))];
        var claims = new TokenClaims(oidc, clock);
        var known = new KnownKeys(new(keys, clock), clock);
        _introspections =
        [
            .. providers.Where(provider => provider.Issuer.IntrospectionClient is not null)
                .Select(provider => new Introspection(provider, provider.Issuer.IntrospectionClient!, Secret(provider.Issuer), _http)),
        ];
        ITokenReader[] readers =
        [
            known,
            .. providers.Length > 0 ? [new JwtReader(providers, claims, new(clock)), new IntrospectionReader(_introspections, claims, clock)] : (ITokenReader[])[],
        ];
        Gate = new(readers, Anonymous(options), takesTokens: providers.Length > 0, new(known, oidc.Issuers, isOpen: options.Access == AccessMode.Open));
        SignIn = new(providers, oidc);
        Keys = known;
    }

    public AccessGate Gate { get; }

    /// <summary>Knows API keys, and nothing else.</summary>
    public ITokenReader Keys { get; }

    /// <summary>How callers get a token, for API definitions.</summary>
    public SignIn SignIn { get; }

    public void Dispose()
    {
        Array.ForEach(_introspections, introspection => introspection.Dispose());
        _http.Dispose();
    }

    private static Caller? Anonymous(ServerOptions options) => (options.Access, options.Anonymous) switch
    {
        (AccessMode.Open, _) => Caller.Anonymous,
        (AccessMode.Mixed, AnonymousAccess.Read) => new(Caller.AnonymousSubject, Scopes.Read),
        (AccessMode.Mixed, AnonymousAccess.Execute) => new(Caller.AnonymousSubject, Scopes.Read | Scopes.Execute),
        _ => null,
    };

    private static string Secret(IssuerOptions issuer)
    {
        try
        {
            return File.ReadLines(issuer.IntrospectionSecretFile!).FirstOrDefault() is { Length: > 0 } secret
                ? secret
                : throw new ProblemException(ProblemKind.InvalidInput, $"The file '{issuer.IntrospectionSecretFile}' has no secret in its first line.", issuer.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new(ProblemKind.InvalidInput, $"The introspection secret cannot be read from '{issuer.IntrospectionSecretFile}': {exception.Message}", issuer.Name), exception);
        }
    }
}
