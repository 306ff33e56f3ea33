using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Whether the parts of the service work.</summary>
internal sealed class HealthPages(IChipStore store, ChipJobs jobs)
{
    /// <summary>The store of results, the queue of jobs, and the search for inputs, which needs nothing but the two.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var database = await TryAsync(() => store.ListAlgorithmsAsync(context.RequestAborted));
        var queue = await TryAsync(() => jobs.ListAsync([JobState.Queued], 1, context.RequestAborted));
        JsonObject answer = new() { ["db"] = Write("database", database), ["event"] = Write("queue", queue), ["search"] = Write("search", fault: null) };
        await Wire.SendAsync(context, answer, (database ?? queue) is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonObject Write(string part, string? fault) => new()
    {
        ["message"] = fault is null ? $"{part} is available" : $"{part} is not available",
        ["healthy"] = fault is null,
        ["error"] = fault,
    };

    private static async Task<string?> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (ProblemException exception)
        {
            return exception.Problem.Message;
        }
    }
}
