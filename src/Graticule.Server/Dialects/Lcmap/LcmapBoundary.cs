using Graticule.Jobs;
using Graticule.Server.Access;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>What every request to the API passes before routing and authentication, and where whatever goes wrong becomes an answer.</summary>
internal sealed class LcmapBoundary(ILogger log)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Words.Root, StringComparison.Ordinal))
        {
            return next(context);
        }

        context.TellRefusals(TellRefusalAsync);
        return AnswerAsync(context, next);
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (LcmapException exception)
        {
            await Wire.SendAsync(context, exception);
        }
        catch (ProblemException exception)
        {
            await Wire.SendAsync(context, Errors.Of(exception.Problem));
        }
        catch (BadHttpRequestException exception)
        {
            await Wire.SendAsync(context, new LcmapException(exception.StatusCode, exception.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear the answer.
        }
        catch (Exception exception)
        {
            log.Log(LogLevel.Error, exception, "{Method} {Path} failed ({Id})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await Wire.SendAsync(context, Errors.Unexpected);
        }
    }

    private static Task TellRefusalAsync(HttpContext context, string? reason) =>
        Wire.SendAsync(context, Errors.NoKey(reason ?? "This needs a key: send it as 'Authorization: Bearer KEY'."));
}
