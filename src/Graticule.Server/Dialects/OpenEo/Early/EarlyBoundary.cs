using Graticule.Jobs;
using Graticule.Server.Access;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>What every request to one early version passes before routing and authentication, and where whatever goes wrong becomes an answer.</summary>
/// <param name="version">Which.</param>
/// <param name="options">Of the server.</param>
/// <param name="tell">How the version tells an error.</param>
/// <param name="log">For what nobody foresaw.</param>
internal sealed class EarlyBoundary(EarlyVersion version, OpenEoOptions options, Func<HttpContext, OpenEoError, Task> tell, ILogger log)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!EarlyPaths.Normalise(context.Request, version.Path))
        {
            return next(context);
        }

        if (EarlyCrossOrigin.Answer(context))
        {
            return Task.CompletedTask;
        }

        context.TellRefusals(TellRefusalAsync);
        return AnswerAsync(context, next);
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            EarlyLogin.Unwrap(context.Request, version);
            Tokens.Unwrap(context.Request, options.Oidc);
            await next(context);
        }
        catch (OpenEoException exception)
        {
            await tell(context, exception.Error);
        }
        catch (ProblemException exception)
        {
            await tell(context, Errors.Of(exception.Problem));
        }
        catch (BadHttpRequestException exception)
        {
            await tell(context, Errors.BadRequest(exception.Message).Error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear the answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            log.Log(LogLevel.Error, exception, "{Method} {Path} failed ({Id})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await tell(context, Errors.Unexpected);
        }
    }

    private Task TellRefusalAsync(HttpContext context, string? reason)
    {
        EarlyCrossOrigin.Add(context);
        return tell(context, (reason is null
            ? Errors.New("AuthenticationRequired", $"This needs a token: log in at {version.Path}{version.LoginPath} with an API key as the password.")
            : Errors.New("TokenInvalid", reason)).Error);
    }
}
