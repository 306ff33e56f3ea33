using Graticule.Jobs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>One path of the API: what each method does there, and how whatever goes wrong is told.</summary>
internal sealed class Resource(ILogger log, string allow, (string Method, RequestDelegate Answer)[] methods)
{
    /// <param name="routes">Where to add the path.</param>
    /// <param name="log">Told of errors that are the server's own.</param>
    /// <param name="pattern">Path below <see cref="Root.Path"/>.</param>
    /// <param name="methods">What each method does; <c>HEAD</c> follows <c>GET</c> unless that has an effect.</param>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, ILogger log, string pattern, params (string Method, RequestDelegate Answer)[] methods)
    {
        var names = methods.Select(method => method.Method).Append(HttpMethods.Options);
        return routes.Map(Root.Path + pattern, new Resource(log, string.Join(", ", names), methods).AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            {
                context.Response.Headers.Vary = "Accept, Prefer";
            }

            await Find(context)(context);
        }
        catch (OgcException exception)
        {
            await ExceptionPage.SendAsync(context, exception.Report);
        }
        catch (ProblemException exception)
        {
            await ExceptionPage.SendAsync(context, Errors.Of(exception.Problem));
        }
        catch (BadHttpRequestException exception)
        {
            await ExceptionPage.SendAsync(context, Errors.Of(new(
                exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? ProblemKind.TooLarge : ProblemKind.InvalidInput, exception.Message)));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear the answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            log.Log(LogLevel.Error, exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await ExceptionPage.SendAsync(context, Errors.Unexpected);
        }
    }

    private RequestDelegate Find(HttpContext context)
    {
        var asked = context.Request.Method;
        foreach (var (method, answer) in methods)
        {
            if (HttpMethods.Equals(method, asked))
            {
                return answer;
            }
        }

        context.Response.Headers.Allow = allow;
        if (HttpMethods.IsOptions(asked))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return static _ => Task.CompletedTask;
        }

        throw Errors.MethodNotAllowed($"{asked} is not for this resource; it takes: {allow}.");
    }
}
