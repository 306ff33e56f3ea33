using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary>An error as 0.3 and 0.4 tell it: those of 0.4 have the codes of today, those of 0.3 numbers.</summary>
internal static class RestErrors
{
    /// <summary>Codes that 0.3 says in so many words; each other error has the number of its HTTP status, which 0.3 allows too.</summary>
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal) { ["JobLocked"] = 3005, ["JobNotFinished"] = 3006 };

    public static Task SendAsync(HttpContext context, OpenEoError error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        if (context.Request.ContentLength > 1 << 20)
        {
            // What is left of the body is not read, so nothing more can come over this connection.
            response.Headers.Connection = "close";
        }

        response.Headers.ContentDisposition = default;
        var body = Write(error, IsOf03(context));
        body["id"] = context.TraceIdentifier;
        return Wire.SendAsync(context, body, error.Status);
    }

    /// <summary>Code and message, as an error of a job or of a validation has them too.</summary>
    public static JsonObject Write(OpenEoError error, bool isOf03) => new()
    {
        ["code"] = isOf03 ? Numbers.GetValueOrDefault(error.Code, error.Status) : error.Code,
        ["message"] = isOf03 ? $"{error.Message} ({error.Code})" : error.Message,
    };

    /// <summary>Told by the path: requests fail before they have an endpoint too.</summary>
    private static bool IsOf03(HttpContext context) => context.Request.Path.StartsWithSegments(RestVersion.V03.Early.Path, StringComparison.Ordinal);
}
