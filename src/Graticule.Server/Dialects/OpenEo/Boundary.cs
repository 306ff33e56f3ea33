using System.Text;
using Graticule.Jobs;
using Graticule.Server.Access;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>What every request to the API passes before routing and authentication, and where whatever goes wrong becomes an openEO error.</summary>
internal sealed class Boundary(OpenEoOptions options, ILogger log)
{
    private const string WellKnown = "/.well-known/openeo";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsEarlier(context.Request) || !Normalise(context.Request))
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

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            Tokens.Unwrap(context.Request, options.Oidc);
            await next(context);
        }
        catch (OpenEoException exception)
        {
            await ErrorPage.SendAsync(context, exception.Error);
        }
        catch (ProblemException exception)
        {
            await ErrorPage.SendAsync(context, Errors.Of(exception.Problem));
        }
        catch (BadHttpRequestException exception)
        {
            await ErrorPage.SendAsync(context, Errors.BadRequest(exception.Message).Error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear the answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            log.Log(LogLevel.Error, exception, "{Method} {Path} failed ({Id})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await ErrorPage.SendAsync(context, Errors.Unexpected);
        }
    }

    /// <summary>The API tells a token that does not work (403) from one that is not there (401).</summary>
    private static Task TellRefusalAsync(HttpContext context, string? reason)
    {
        var exception = (reason, context.Request.Headers.Authorization.Count) switch
        {
            (not null, _) => Errors.New("TokenInvalid", reason),
            (_, 0) => Errors.New("AuthenticationRequired", "This needs a token: log in at /credentials/basic with an API key as the password, or at a provider of /credentials/oidc."),
            _ => Errors.New("AuthenticationSchemeInvalid", "This needs a token, sent as 'Authorization: Bearer TOKEN'."),
        };
        return ErrorPage.SendAsync(context, exception.Error);
    }

    /// <summary>Whether the request is to a version that has a boundary of its own.</summary>
    private bool IsEarlier(HttpRequest request) => options.EarlierVersions.Any(version => request.Path.StartsWithSegments($"{Root.Path}/{version.Path}", StringComparison.Ordinal));

    /// <summary>Brings a path of the API into its one form, without slashes that say nothing; false when it lies elsewhere.</summary>
    private static bool Normalise(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (path == WellKnown)
        {
            return true;
        }

        if (!path.StartsWith(Root.Path, StringComparison.Ordinal) || (path.Length > Root.Path.Length && path[Root.Path.Length] != '/'))
        {
            return false;
        }

        if (path.EndsWith('/') || path.Contains("//", StringComparison.Ordinal))
        {
            request.Path = Collapse(path);
        }

        return true;
    }

    private static string Collapse(string path)
    {
        var plain = new StringBuilder(path.Length);
        foreach (var letter in path)
        {
            if (letter != '/' || plain.Length == 0 || plain[^1] != '/')
            {
                plain.Append(letter);
            }
        }

        return plain.ToString().TrimEnd('/');
    }
}
