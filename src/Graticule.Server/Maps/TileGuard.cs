using Graticule.Jobs;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Answers requests for tiles, and tells what is wrong with one in the words of its service.</summary>
internal static class TileGuard
{
    /// <param name="context">Whom to answer.</param>
    /// <param name="answer">Does it.</param>
    /// <param name="tell">Says what is wrong, with a status.</param>
    public static async Task AnswerAsync(HttpContext context, Func<MapQuery, Task> answer, Func<HttpContext, string, int, Task> tell)
    {
        try
        {
            await answer(new(context.Request));
        }
        catch (Exception exception) when (exception is MapFaultException or MapRequestException or ProblemException && !context.Response.HasStarted)
        {
            var fault = MapProblems.Read(exception, static _ => (null, null));
            context.Response.Headers.ETag = default;
            context.Response.Headers.CacheControl = "no-store";
            await tell(context, fault.Message, fault.Status);
        }
    }
}
