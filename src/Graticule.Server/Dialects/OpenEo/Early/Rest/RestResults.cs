using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/jobs/{id}/results</c> as a list of links; they are the signed links of today.</summary>
internal sealed class RestResults(BatchJobs jobs, JobLog log, IFileStore files, LinkKey key, OpenEoOptions options, TimeProvider clock)
{
    public async Task ShowAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var job = await jobs.GetAsync(context.Caller(), JobPages.Id(context), context.RequestAborted);
        if (job is { Status: Words.Error, Run: { } failed })
        {
            await TellFailureAsync(context, version, RestJobs.ErrorOf(await log.ReadErrorAsync(failed, context.RequestAborted)));
            return;
        }

        if (job.Run is not { State: not JobState.Created } run)
        {
            throw Errors.New("JobNotStarted", $"The job '{job.Id}' was not started; POST to this address starts it.");
        }

        if (run.State != JobState.Succeeded)
        {
            throw Errors.New("JobNotFinished", $"The job '{job.Id}' is {job.Status}; there are results once it is finished.");
        }

        var results = await ResultSet.ReadAsync(run, files, context.RequestAborted);
        var links = new ResultLinks(key, Root.Of(context) with { Version = ApiVersion.V13 }, results, ResultLinks.ExpiryOf(clock, options));
        context.Response.Headers["OpenEO-Costs"] = "0";
        context.Response.Headers.Expires = links.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        await Wire.SendAsync(context, new JsonObject
        {
            [version.JobId] = job.Id,
            ["title"] = job.Request["title"]?.DeepClone(),
            ["description"] = job.Request["description"]?.DeepClone(),
            ["updated"] = Wire.Time(job.UpdatedAt),
            ["links"] = new JsonArray([.. results.Assets.Select(file => new JsonObject
            {
                ["href"] = links.Asset(file),
                ["type"] = file.File.MediaType,
                ["title"] = file.File.Title ?? file.File.Name,
            })]),
        });
    }

    private static Task TellFailureAsync(HttpContext context, RestVersion version, JsonObject error)
    {
        var failure = new OpenEoError(StatusCodes.Status424FailedDependency, (string)error["code"]!, (string?)error["message"] ?? "The job failed.");
        return Wire.SendAsync(context, RestErrors.Write(failure, version.Is03), failure.Status);
    }
}
