using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// <c>/result</c>: runs a process graph while the caller waits. The run is a job of the engine like any other, whose log can be read, and
/// which can be removed, under the id of the answer; but it is no batch job, and in no list.
/// </summary>
internal sealed class SyncPage(JobEngine engine, ProcessCatalog catalog, JobSpecs specs, BatchJobs jobs, IFileStore files, OpenEoOptions options)
{
    public async Task RunAsync(HttpContext context)
    {
        var caller = context.Caller();
        var request = JobRequest.Read(await RequestBody.ReadAsync(context, options.MaxRequestLength));
        var spec = await specs.MakeAsync(caller, request, record: null, context.RequestAborted);
        var run = await RunAsync(caller, spec, context.RequestAborted);
        var id = run.Id.ToString();
        var headers = context.Response.Headers;
        headers["OpenEO-Identifier"] = id;
        headers["OpenEO-Costs"] = "0";
        headers.Link = $"<{Root.Of(context).Logs(id)}>; rel=\"monitor\"";
        if (run.State != JobState.Succeeded)
        {
            throw run.Problem is { } problem
                ? new ProblemException(problem)
                : Errors.New("RequestTimeout", $"The result was not there within {options.MaxWait.TotalSeconds} seconds, or somebody ended the job; make it a batch job.");
        }

        await SendAsync(context, await ResultSet.ReadAsync(run, files, context.RequestAborted), request);
    }

    private async Task<Job> RunAsync(Caller caller, JobSpec spec, CancellationToken cancellationToken)
    {
        if (catalog.Get(caller.Subject, spec.ProcessId).Description.IsTrivial)
        {
            return await engine.RunAsync(caller.Subject, Words.Dialect, spec, limit: null, cancellationToken);
        }

        var run = await engine.SubmitAsync(caller.Subject, Words.Dialect, spec, cancellationToken);
        try
        {
            run = await engine.WaitAsync(caller.Subject, run.Id, options.MaxWait, cancellationToken);
            return run.State.IsFinal() ? run : await jobs.EndAsync(run, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // Nobody is there any more to take what it would give.
            await jobs.DiscardAsync(run, CancellationToken.None);
            throw;
        }
    }

    private async Task SendAsync(HttpContext context, ResultSet results, JsonObject request)
    {
        switch (results.Files)
        {
            case []:
                await Wire.SendAsync(context, results.Value);
                break;
            case [{ Key: { } key } only]:
                var stream = await files.OpenAsync(key, context.RequestAborted) ?? throw Errors.NotFound("The result was removed meanwhile.");
                await Download.SendAsync(context, stream, only.File.MediaType, only.File.Name, results.Run.Id.ToString(), results.Run.FinishedAt);
                break;
            default:
                await ResultArchive.SendAsync(context, results, request, files);
                break;
        }
    }
}
