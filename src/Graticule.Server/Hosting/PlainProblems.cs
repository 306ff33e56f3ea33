using Graticule.Jobs;

namespace Graticule.Server.Hosting;

/// <summary>What goes wrong outside every dialect, told as RFC 9457 says. Dialects tell their own problems in their own words before this.</summary>
internal sealed class PlainProblems(ILogger<PlainProblems> log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ProblemException exception) when (!context.Response.HasStarted)
        {
            await Results.Problem(exception.Message, statusCode: StatusOf(exception.Problem.Kind)).ExecuteAsync(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Results.Problem(exception.Message, statusCode: exception.StatusCode).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear the answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            log.LogError(exception, "A request failed by a fault of the server");
            await Results.Problem("The server failed; its log says why.", statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.InvalidInput => StatusCodes.Status400BadRequest,
        ProblemKind.Unsupported => StatusCodes.Status501NotImplemented,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
