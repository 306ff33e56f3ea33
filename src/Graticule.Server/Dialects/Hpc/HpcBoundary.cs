using System.Text.RegularExpressions;
using Graticule.Jobs;
using Graticule.Server.Access;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>What every request to the API passes before routing and authentication, and where whatever goes wrong becomes an answer.</summary>
internal sealed partial class HpcBoundary(ILogger log)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!Normalise(context.Request))
        {
            return next(context);
        }

        if (CrossOrigin.Answer(context))
        {
            return Task.CompletedTask;
        }

        context.TellRefusals(TellRefusalAsync);
        return AnswerAsync(context, next);
    }

    /// <summary>
    /// Takes away what base URLs and paths have too much: slashes doubled in front, and the one at the end. Both forms of a path lead to the
    /// same resource at once: upon a redirect clients send a PATCH again without its body.
    /// </summary>
    private static bool Normalise(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (OwnPath().Match(path) is not { Success: true } found)
        {
            return false;
        }

        request.Path = found.Groups["path"].Value.TrimEnd('/');
        return true;
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (HpcException exception)
        {
            await TellAsync(context, exception);
        }
        catch (ProblemException exception)
        {
            await TellAsync(context, HpcErrors.Of(exception.Problem));
        }
        catch (BadHttpRequestException exception)
        {
            await TellAsync(context, HpcErrors.Detail(exception.StatusCode, exception.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear the answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            log.Log(LogLevel.Error, exception, "{Method} {Path} failed ({Id})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await TellAsync(context, HpcErrors.Unexpected);
        }
    }

    private static Task TellRefusalAsync(HttpContext context, string? reason) =>
        TellAsync(context, HpcErrors.Unauthorized(reason ?? "This needs a key; send one as 'Authorization: Token KEY'."));

    private static Task TellAsync(HttpContext context, HpcException error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Token";
        }
        else if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        var headers = response.Headers;
        headers.ContentDisposition = default;
        headers.ETag = default;
        headers.LastModified = default;
        return HpcRequest.SendAsync(context, error.Body, error.Status);
    }

    [GeneratedRegex(@"^/*(?<path>/api/v[23](/.*)?)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnPath();
}
