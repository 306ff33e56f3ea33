using Graticule.Analysis.Matchup;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Results by pages: JSON and CSV are written here out of what the job left, netCDF by another job.</summary>
internal sealed class ResultPages(MatchupJobs jobs, NetCdfPages netCdf, IFileStore files)
{
    public async Task SendAsync(HttpContext context, Arguments arguments)
    {
        var query = ResultQuery.Read(arguments);
        var job = await jobs.FindAsync(context.Caller(), query.Id, context.RequestAborted) ?? throw Errors.NotFound($"No params found for id {query.Id.Value}");
        if (query.Format != "JSON" && job.State != JobState.Succeeded)
        {
            throw Errors.Conflict($"Execution {query.Id.Value} is {Words.Status(job.State)}: there are {query.Format} results once its status is {Words.Success}");
        }

        switch (query.Format)
        {
            case "CSV":
                await SendCsvAsync(context, job, query);
                break;
            case "NETCDF":
                await netCdf.SendAsync(context, job, query);
                break;
            default:
                await SendJsonAsync(context, job, query);
                break;
        }
    }

    /// <summary>What a finished job found; null: it has not ended well.</summary>
    /// <exception cref="CdmsException">404: it is not there any more.</exception>
    public static MatchFile? Open(Job job, IFileStore files)
    {
        if (job.State != JobState.Succeeded)
        {
            return null;
        }

        var key = job.Outputs.FirstOrDefault(output => output.Name == MatchupNames.Matches)?.FileKey;
        return key is not null && files.FindPath(key) is { } path ? MatchFile.Open(path) : throw Errors.NotFound($"The results of execution {job.Id.Value} are not there any more");
    }

    private async Task SendJsonAsync(HttpContext context, Job job, ResultQuery query)
    {
        using var file = Open(job, files);
        if (Begin(context, Words.Json))
        {
            await new JsonResults(context.Response.BodyWriter, query.IsSimple).WriteAsync(job, query, file, context.RequestAborted);
        }
    }

    private async Task SendCsvAsync(HttpContext context, Job job, ResultQuery query)
    {
        using var file = Open(job, files)!;
        context.Response.Headers.ContentDisposition = query.Disposition(".csv");
        if (Begin(context, Words.Csv))
        {
            await new CsvResults(context.Response.BodyWriter, CdmsPaths.Root(context.Request)).WriteAsync(job, query, file, context.RequestAborted);
        }
    }

    /// <summary>False when only the headers are wanted.</summary>
    private static bool Begin(HttpContext context, string mediaType)
    {
        context.Response.ContentType = mediaType;
        return !HttpMethods.IsHead(context.Request.Method);
    }
}
