using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Graticule.Jobs.Inputs;

/// <summary>
/// Fetches what callers refer to by URL, under a policy, through a cache. A URL that several jobs want at once is fetched once; one that
/// was fetched before is only asked whether it changed.
/// </summary>
public sealed class InputFetcher(FetchPolicy policy, string cacheFolder, TimeProvider clock) : IDisposable
{
    private const int PlaceTries = 3;

    private readonly HttpClient _http = GuardedHttp.Open(policy);
    private readonly ContentCache _cache = new(cacheFolder, policy.CacheBytes, clock);
    private readonly Flights<CachedContent> _flights = new();

    /// <summary>Puts the content of a URL at a path that does not exist yet, as a read-only file.</summary>
    /// <returns>What it is.</returns>
    /// <exception cref="ProblemException">InvalidInput, Forbidden (policy), TooLarge, or Unavailable when trying again may help.</exception>
    public async Task<FetchedContent> FetchAsync(Uri url, string path, CancellationToken cancellationToken)
    {
        var plain = new UriBuilder(url) { Fragment = "" }.Uri;
        if (policy.Refuse(plain) is { } refused)
        {
            throw new ProblemException(refused);
        }

        using var activity = Telemetry.Source.StartActivity("fetch input", ActivityKind.Client);
        activity?.SetTag("server.address", plain.IdnHost);
        var tries = 0;
        while (true)
        {
            tries++;
            var content = await _flights.JoinAsync(plain.AbsoluteUri, stop => DownloadAsync(plain, stop), cancellationToken);
            activity?.SetTag("http.response.body.size", content.Length);
            try
            {
                _cache.PlaceAt(content, path);
                return new(content.MediaType, content.Sha256, content.Length);
            }
            catch (FileNotFoundException) when (tries < PlaceTries)
            {
                // Evicted between the two steps; fetch again.
            }
            catch (IOException exception)
            {
                throw Unwritable(exception);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static ProblemException Unwritable(IOException exception) =>
        new(new(ProblemKind.Unavailable, $"This server could not keep the content: {exception.Message}"), exception);

    private async Task<CachedContent> DownloadAsync(Uri asked, CancellationToken cancellationToken)
    {
        using var limits = new FetchLimits(policy, clock, cancellationToken);
        var url = asked;
        try
        {
            var known = _cache.Find(asked);
            for (var hops = 0; hops <= policy.MaxRedirects; hops++)
            {
                using var response = await AskAsync(url, known?.Url == url ? known : null, limits);
                if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
                {
                    return known;
                }

                if (FetchAnswer.Redirect(url, response) is { } next)
                {
                    url = policy.Refuse(next) is { } refused ? throw new ProblemException(refused) : next;
                    continue;
                }

                FetchAnswer.Check(url, response, policy.MaxBytes);
                return await KeepAsync(asked, url, response, limits);
            }

            throw new ProblemException(ProblemKind.InvalidInput, $"More than {policy.MaxRedirects} redirects; give the address where they end.");
        }
        catch (OperationCanceledException) when (limits.Exceeded(url) is { } problem)
        {
            throw new ProblemException(problem);
        }
        catch (HttpRequestException exception)
        {
            throw new ProblemException(GuardedHttp.Explain(url, exception), exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"This server could not keep the content: {exception.Message}"), exception);
        }
        catch (IOException exception)
        {
            throw Unwritable(exception);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri url, CachedContent? known, FetchLimits limits)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.AcceptEncoding.Add(new("identity"));
        if (known?.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed))
        {
            request.Headers.IfNoneMatch.Add(parsed);
        }
        else if (known?.LastModified is { } modified)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limits.Restart());
    }

    private async Task<CachedContent> KeepAsync(Uri asked, Uri url, HttpResponseMessage response, FetchLimits limits)
    {
        var part = _cache.NewPart();
        try
        {
            string hash;
            long length;
            await using (part)
            {
                (hash, length) = await CopyAsync(url, response, part, limits);
            }

            var content = new CachedContent(
                url,
                hash,
                length,
                default,
                response.Content.Headers.ContentType?.MediaType,
                response.Headers.ETag?.ToString(),
                response.Content.Headers.TryGetValues("Last-Modified", out var modified) ? modified.First() : null);
            var mayKeep = response.Headers.CacheControl is not { NoStore: true };
            return _cache.Keep(part.Name, content, mayKeep ? asked : null);
        }
        finally
        {
            File.Delete(part.Name);
        }
    }

    private async Task<(string Hash, long Length)> CopyAsync(Uri url, HttpResponseMessage response, Stream target, FetchLimits limits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = await response.Content.ReadAsStreamAsync(limits.Restart());
        var buffer = new byte[1 << 17];
        var length = 0L;
        while (await FetchAnswer.ReadAsync(url, source, buffer, limits.Restart()) is var read and > 0)
        {
            length += read;
            if (length > policy.MaxBytes)
            {
                throw FetchAnswer.TooLarge(policy.MaxBytes);
            }

            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), limits.Restart());
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }
}

/// <param name="MediaType">As the host said; null if it did not say.</param>
/// <param name="Sha256">Hash of the content, in lower-case hexadecimal.</param>
/// <param name="Length">In bytes.</param>
public sealed record FetchedContent(string? MediaType, string Sha256, long Length);
