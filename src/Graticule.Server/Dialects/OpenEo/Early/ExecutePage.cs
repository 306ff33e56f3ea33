using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/execute</c>: runs a graph while the caller waits, and answers with the data.</summary>
internal sealed class ExecutePage(EarlyOrders orders, JobSpecs specs, WaitedRuns runs, ResultAnswer answer, OpenEoOptions options)
{
    public async Task RunAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context, options.MaxRequestLength);
        await RunAsync(context, context.Caller(), EarlyOrder.Read(body, context.Request));
    }

    public async Task RunAsync(HttpContext context, Caller caller, EarlyOrder order)
    {
        var translated = orders.Translate(caller, order);
        var request = orders.Keep(order, translated);
        var spec = await specs.MakeAsync(caller, request, record: null, context.RequestAborted);
        var run = await runs.RunAsync(caller, spec, context.RequestAborted);
        context.Response.Headers["OpenEO-Identifier"] = run.Id.ToString();
        if (run.State != JobState.Succeeded)
        {
            throw run.Problem is { } problem
                ? new ProblemException(problem)
                : Errors.New("RequestTimeout", $"The result was not there within {options.MaxWait.TotalSeconds} seconds; make it a job, and queue that.");
        }

        await answer.SendAsync(context, run, request, order, translated.Remarks);
    }
}
