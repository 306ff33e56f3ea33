using System.Text.Json;
using Graticule.Jobs;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Graticule.Server.Access;

/// <summary>
/// One provider's endpoints and keys: read when first needed, again after a while, and when a token names a key that is not known. What was
/// read once goes on serving while the provider is away. However many requests come, one read is under way at most, and few a minute.
/// </summary>
internal sealed class Provider(IssuerOptions issuer, HttpClient http, TimeProvider clock, ILogger log)
{
    /// <summary>After this, keys that the provider took back stop working.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(15);

    /// <summary>Least time between two reads, so that tokens with invented key names are no lever against the provider.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _door = new();
    private Task _reading = Task.CompletedTask;
    private long? _triedAt;
    private volatile ProviderDocument? _document;
    private volatile string? _trouble;

    public IssuerOptions Issuer => issuer;

    /// <summary>What was read last; null: nothing yet.</summary>
    public ProviderDocument? Known => _document;

    public string DiscoveryAddress { get; } = issuer.Url.TrimEnd('/') + "/.well-known/openid-configuration";

    /// <exception cref="ProblemException">Unavailable when the provider was never reached and is not now.</exception>
    public async ValueTask<ProviderDocument> GetAsync(CancellationToken cancellationToken)
    {
        if (_document is { } document)
        {
            if (clock.GetElapsedTime(document.At) >= FreshFor)
            {
                _ = EnsureReadAsync();
            }

            return document;
        }

        await EnsureReadAsync().WaitAsync(cancellationToken);
        return _document ?? throw Away();
    }

    /// <summary>The document as it is now, when it is not the one that did not help; the same one when it was read just before.</summary>
    /// <exception cref="ProblemException">Unavailable when the provider does not answer.</exception>
    public async ValueTask<ProviderDocument> GetNewerAsync(ProviderDocument old, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_document, old))
        {
            await EnsureReadAsync().WaitAsync(cancellationToken);
        }

        return _trouble is null ? _document! : throw Away();
    }

    private ProblemException Away() => new(
        ProblemKind.Unavailable,
        $"The provider {issuer.Url} cannot be asked about this token now: {_trouble} Try again in a few seconds; API keys go on working.",
        issuer.Name);

    private Task EnsureReadAsync()
    {
        lock (_door)
        {
            if (_reading.IsCompleted && (_triedAt is not { } at || clock.GetElapsedTime(at) >= Pause))
            {
                _triedAt = clock.GetTimestamp();
                _reading = Task.Run(ReadAsync);
            }

            return _reading;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var source = new HttpDocumentRetriever(http) { RequireHttps = issuer.Url.StartsWith("https:", StringComparison.Ordinal) };
            var endpoints = await OpenIdConnectConfigurationRetriever.GetAsync(DiscoveryAddress, source, CancellationToken.None);
            _trouble = endpoints.Issuer == issuer.Url ? null : $"it calls itself '{endpoints.Issuer}'.";
            _document = _trouble is null ? ProviderDocument.From(endpoints, clock.GetTimestamp()) : _document;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidOperationException or JsonException or ArgumentException or OperationCanceledException)
        {
            var cause = exception;
            while (cause.InnerException is { } inner)
            {
                cause = inner;
            }

            _trouble = cause.Message.TrimEnd('.') + ".";
        }

        if (_trouble is not null)
        {
            log.LogWarning("The provider {Issuer} could not be read at {Address}: {Trouble}", issuer.Name, DiscoveryAddress, _trouble);
        }
    }
}
