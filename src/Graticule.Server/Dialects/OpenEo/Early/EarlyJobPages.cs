using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/jobs</c> and <c>/jobs/{job}</c>, and what starts, pauses and ends jobs. They are the batch jobs of later versions, which call a lazy one created.</summary>
internal sealed class EarlyJobPages(BatchJobs jobs, EarlyOrders orders, OnDemandResults results, JobServices services, ExecutePage execute, OpenEoOptions options)
{
    public static string Id(HttpContext context) => (string)context.Request.RouteValues["job"]!;

    public async Task ListAsync(HttpContext context)
    {
        var found = await jobs.ListAsync(context.Caller(), after: null, int.MaxValue, context.RequestAborted);
        await Wire.SendAsync(context, new JsonArray([.. found.Select(EarlyJobJson.Write)]));
    }

    /// <summary>A job computes nothing until it is queued or somebody asks for its data; 0.0.1 says with <c>evaluate</c> if it is otherwise.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        var caller = context.Caller();
        var order = EarlyOrder.Read(await RequestBody.ReadAsync(context, options.MaxRequestLength), WithoutService(context.Request));
        var evaluate = QueryValues.Text(context.Request, "evaluate") ?? "lazy";
        if (evaluate == "sync")
        {
            await execute.RunAsync(context, caller, order);
            return;
        }

        if (evaluate is not ("lazy" or "batch"))
        {
            throw Errors.BadRequest($"The parameter 'evaluate' must be lazy, batch or sync, not '{evaluate}'.");
        }

        var translated = orders.Translate(caller, order);
        var job = await jobs.CreateAsync(caller, orders.Keep(order, translated), context.RequestAborted);
        if (evaluate == "batch")
        {
            await jobs.StartAsync(caller, job.Id, context.RequestAborted);
            job = await jobs.GetAsync(caller, job.Id, context.RequestAborted);
        }

        Remarks.Tell(context, translated.Remarks);
        context.Response.Headers["OpenEO-Identifier"] = job.Id;
        await Wire.SendAsync(context, EarlyJobJson.Write(job));
    }

    public async Task ShowAsync(HttpContext context)
    {
        var job = await jobs.GetAsync(context.Caller(), Id(context), context.RequestAborted);
        await Wire.SendAsync(context, EarlyJobJson.Write(job, orders.Of(job)));
    }

    /// <summary>What a job of another version does can be changed as a whole only.</summary>
    public async Task ReviseAsync(HttpContext context)
    {
        var (caller, id) = (context.Caller(), Id(context));
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        var known = orders.Of(await jobs.GetAsync(caller, id, context.RequestAborted));
        var order = known?.With(body).With(context.Request) ?? EarlyOrder.Read(body, context.Request);
        var translated = orders.Translate(caller, order);
        var change = orders.Keep(order, translated);
        await jobs.ReviseAsync(caller, id, change, isAnew: true, context.RequestAborted);
        await services.FollowAsync(caller, id, change["process"]!, context.RequestAborted);
        Remarks.Tell(context, translated.Remarks);
        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    /// <summary>Makes a batch job of a lazy one, runs a finished one anew, and goes on with a paused one.</summary>
    public async Task QueueAsync(HttpContext context)
    {
        var (caller, id) = (context.Caller(), Id(context));

        // Some texts have GET for it: what a request changes must not come out of a cache.
        context.Response.Headers.CacheControl = "no-store";
        await jobs.StartAsync(caller, id, context.RequestAborted);
        await services.ResumeAsync(caller, id, context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    public async Task PauseAsync(HttpContext context)
    {
        var id = Id(context);
        if (!await jobs.PauseAsync(context.Caller(), id, context.RequestAborted))
        {
            throw EarlyErrors.NotRunning($"The job '{id}' is neither queued nor running.");
        }

        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    /// <summary>Nothing more is computed for the job: its run ends, requests for its data are refused, and its services rest.</summary>
    public async Task CancelAsync(HttpContext context)
    {
        var (caller, id) = (context.Caller(), Id(context));
        context.Response.Headers.CacheControl = "no-store";
        await jobs.CancelAsync(caller, id, context.RequestAborted);
        await StopAsync(caller, id, context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        var (caller, id) = (context.Caller(), Id(context));
        await jobs.RemoveAsync(caller, id, context.RequestAborted);
        await results.DiscardAsync(caller, id, context.RequestAborted);
        await services.RemoveAllAsync(caller, id, context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    private async Task StopAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await results.DiscardAsync(caller, id, cancellationToken);
        await services.SuspendAsync(caller, id, cancellationToken);
    }

    /// <summary>0.0.1 counts services among the formats; such a job has no files, and its service is made when it is asked for.</summary>
    private static HttpRequest WithoutService(HttpRequest request)
    {
        if (QueryValues.Text(request, "format") is { } format && EarlyServiceTypes.Find(format) is not null)
        {
            request.QueryString = QueryString.Create(request.Query.Where(parameter => parameter.Key != "format"));
        }

        return request;
    }
}
