using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// <c>/result</c>: runs a process graph while the caller waits. The run is a job of the engine like any other, whose log can be read, and
/// which can be removed, under the id of the answer; but it is no batch job, and in no list.
/// </summary>
internal sealed class SyncPage(WaitedRuns runs, JobSpecs specs, IFileStore files, OpenEoOptions options)
{
    public async Task RunAsync(HttpContext context)
    {
        var caller = context.Caller();
        var request = JobRequest.Read(await RequestBody.ReadAsync(context, options.MaxRequestLength));
        var spec = await specs.MakeAsync(caller, request, record: null, context.RequestAborted);
        var run = await runs.RunAsync(caller, spec, context.RequestAborted);
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
