using Graticule.Jobs.Access;
using Graticule.Server.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Access;

/// <summary>The readers of tokens before one or more issuers, with a clock that tests move.</summary>
internal sealed class TokenReaders : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Introspection[] _introspections;

    public TokenReaders(OidcOptions options)
    {
        Providers = [.. options.Issuers.Select(issuer => new Provider(issuer, _http, Clock, NullLogger.Instance))];
        var claims = new TokenClaims(options, Clock);
        Memory = new(Clock);
        Jwt = new(Providers, claims, Memory);
        _introspections = [.. Providers.Select(provider => new Introspection(provider, "graticule:1", "s&cret", _http))];
        Introspected = new(_introspections, claims, Clock);
    }

    public MovedClock Clock { get; } = new();

    public IReadOnlyList<Provider> Providers { get; }

    public TokenMemory Memory { get; }

    public JwtReader Jwt { get; }

    public IntrospectionReader Introspected { get; }

    public static TokenReaders For(params IEnumerable<IssuerOptions> issuers) => new(new() { Issuers = [.. issuers], Audiences = ["maps", "https://maps.example.org/"] });

    public async Task<Authentication> ReadAsync(string token) =>
        await Jwt.ReadAsync(token, default) ?? await Introspected.ReadAsync(token, default) ?? throw new InvalidOperationException("Nobody knows this kind.");

    public void Dispose()
    {
        Array.ForEach(_introspections, introspection => introspection.Dispose());
        _http.Dispose();
    }
}
