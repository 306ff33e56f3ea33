using Graticule.Jobs;

namespace Graticule.Server.Access;

/// <summary>How people get a token, for API definitions and the interactive page.</summary>
internal sealed class SignIn(IReadOnlyList<Provider> providers, OidcOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Nobody signs in.</summary>
    public static SignIn None { get; } = new([], new());

    public OidcOptions Options => options;

    /// <summary>All providers; without endpoints those that are away.</summary>
    public async Task<IReadOnlyList<SignInPlace>> ListAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(providers.Select(provider => DescribeAsync(provider, cancellationToken)));

    private static async Task<SignInPlace> DescribeAsync(Provider provider, CancellationToken cancellationToken)
    {
        var place = new SignInPlace(provider.Issuer.Name, provider.DiscoveryAddress, AuthorizationEndpoint: null, TokenEndpoint: null);
        try
        {
            var endpoints = (await provider.GetAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken)).Endpoints;
            return place with { AuthorizationEndpoint = endpoints.AuthorizationEndpoint, TokenEndpoint = endpoints.TokenEndpoint };
        }
        catch (Exception exception) when (exception is ProblemException or TimeoutException)
        {
            return place;
        }
    }
}

/// <param name="Name">As the operator calls the provider.</param>
/// <param name="DiscoveryAddress">Where it says everything of itself.</param>
/// <param name="AuthorizationEndpoint">Where people log in; null: not known now.</param>
/// <param name="TokenEndpoint">Where a code becomes a token; null: not known now.</param>
internal sealed record SignInPlace(string Name, string DiscoveryAddress, string? AuthorizationEndpoint, string? TokenEndpoint);
