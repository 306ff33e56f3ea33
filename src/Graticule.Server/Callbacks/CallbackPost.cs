using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Callbacks;

/// <summary>One try of one delivery: a signed POST under the same address policy as inputs. Redirects are not followed.</summary>
internal sealed class CallbackPost(HttpClient http, FetchPolicy policy, CallbackKey key, TimeProvider clock)
{
    /// <summary>How long one try may take in all.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(15);

    /// <exception cref="OperationCanceledException">The server stops; nothing is known about this try.</exception>
    public async Task<PostOutcome> SendAsync(Delivery delivery, byte[] body, CancellationToken cancellationToken)
    {
        if (policy.Refuse(delivery.Address) is { } refused)
        {
            return new(PostResult.Refused, refused.Message);
        }

        using var limit = new CancellationTokenSource(Limit, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var request = Request(delivery, body);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, any.Token);
            return OutcomeOf(response.StatusCode);
        }
        catch (HttpRequestException exception)
        {
            return new(PostResult.Failed, GuardedHttp.Explain(delivery.Address, exception).Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(PostResult.Failed, $"No answer within {Limit.TotalSeconds:0} s.");
        }
    }

    private static PostOutcome OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new(PostResult.Delivered, $"{(int)status} {status}"),
        >= 300 and < 400 => new(PostResult.Failed, $"{(int)status} {status}; redirects are not followed."),
        410 => new(PostResult.Refused, "410 Gone; the receiver wants no more."),
        _ => new(PostResult.Failed, $"{(int)status} {status}"),
    };

    private HttpRequestMessage Request(Delivery delivery, byte[] body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Graticule-Delivery", delivery.Id.ToString());
        request.Headers.Add("Graticule-Event", delivery.Event.ToString().ToLowerInvariant());
        request.Headers.Add("Graticule-Attempt", (delivery.Tries + 1).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Graticule-Timestamp", timestamp);
        request.Headers.Add("Graticule-Signature", key.Sign(timestamp, body));
        return request;
    }
}

internal enum PostResult
{
    Delivered,

    /// <summary>Worth another try.</summary>
    Failed,

    /// <summary>Another try would end the same way.</summary>
    Refused,
}

/// <param name="Result">What came of the try.</param>
/// <param name="Message">A status line or an error, for the log of the delivery.</param>
internal sealed record PostOutcome(PostResult Result, string Message);
