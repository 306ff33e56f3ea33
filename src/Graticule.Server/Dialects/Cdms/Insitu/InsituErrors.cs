using System.Text.Json.Nodes;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>Errors in the form of the in-situ service, which is not that of the others.</summary>
internal static class InsituErrors
{
    private const string Failed = "failed to query parquet";

    public static async Task TellAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (InsituException exception)
        {
            await SendAsync(context, StatusCodes.Status400BadRequest, exception.Summary, exception.Message);
        }
        catch (Exception exception) when (exception is ObservationFileException or IOException && !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await SendAsync(context, StatusCodes.Status500InternalServerError, Failed, "The observations cannot be read at the moment; the request may be tried again.");
        }
    }

    private static Task SendAsync(HttpContext context, int status, string message, string details) => Wire.SendAsync(
        context, PythonJson.Bytes(new JsonObject { ["message"] = message, ["details"] = details }), status, Words.Json);
}
