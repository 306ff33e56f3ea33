using System.Net;

namespace Graticule.Jobs.Inputs;

/// <summary>What an answer to a fetch means.</summary>
internal static class FetchAnswer
{
    /// <summary>Where the answer sends us; null when it is no redirect.</summary>
    /// <exception cref="ProblemException">InvalidInput: the redirect leads nowhere, or from https to http.</exception>
    public static Uri? Redirect(Uri url, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }

        var next = response.Headers.Location is { } location && Uri.TryCreate(url, location, out var target)
            ? target
            : throw new ProblemException(ProblemKind.InvalidInput, $"'{url.IdnHost}' redirects without saying where to.");
        return url.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp
            ? throw new ProblemException(ProblemKind.InvalidInput, $"'{url.IdnHost}' redirects from https to http, which is not followed.")
            : new UriBuilder(next) { Fragment = "" }.Uri;
    }

    /// <exception cref="ProblemException">Not an answer whose content can be used.</exception>
    public static void Check(Uri url, HttpResponseMessage response, long maxBytes)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new ProblemException(OfStatus(url, response.StatusCode));
        }

        if (response.Content.Headers.ContentEncoding.FirstOrDefault(name => name != "identity") is { } encoding)
        {
            throw new ProblemException(
                ProblemKind.InvalidInput, $"'{url.IdnHost}' sends the content packed as '{encoding}' though it was asked not to; give an address that sends it plain.");
        }

        if (response.Content.Headers.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }
    }

    public static ProblemException TooLarge(long maxBytes) => new(
        ProblemKind.TooLarge, $"The content is larger than {maxBytes / (1024.0 * 1024):0.###} MiB; cut it down, or the operator may allow more (--input-size).");

    /// <summary>One read of the content; an end before the announced length is the host's failure, not a short content.</summary>
    public static async Task<int> ReadAsync(Uri url, Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"'{url.IdnHost}' broke off while sending: {exception.Message}"), exception);
        }
    }

    private static Problem OfStatus(Uri url, HttpStatusCode status) => (int)status switch
    {
        401 or 403 or 407 => new(ProblemKind.InvalidInput, $"'{url.IdnHost}' answers {(int)status}: it wants credentials, and none are sent; give an address that everybody may read."),
        404 or 410 => new(ProblemKind.InvalidInput, $"'{url.IdnHost}' answers {(int)status}: there is nothing at this address."),
        408 or 425 or 429 or >= 500 => new(ProblemKind.Unavailable, $"'{url.IdnHost}' answers {(int)status}; try again later."),
        _ => new(ProblemKind.InvalidInput, $"'{url.IdnHost}' answers {(int)status} where 200 and the content were expected."),
    };
}
