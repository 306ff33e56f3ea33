using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>
/// Pages of matches as netCDF. The library that writes it runs in workers only, so that a page is made by a job of its own, once however many
/// ask for it, and kept beside the matches, with which it goes.
/// </summary>
internal sealed class NetCdfPages(JobEngine engine, IFileStore files)
{
    private const string Process = "matchup-export";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _making = new(StringComparer.Ordinal);

    public async Task SendAsync(HttpContext context, Job job, ResultQuery query)
    {
        context.Response.Headers.ContentDisposition = "attachment; " + query.Disposition(".nc");
        context.Response.ContentType = Words.NetCdf;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.SendFileAsync(await FindAsync(job, query, CdmsPaths.Root(context.Request), context.RequestAborted), context.RequestAborted);
        }
    }

    /// <summary>Path of the page; makes it where nobody has asked for it before.</summary>
    /// <exception cref="ProblemException">It could not be made.</exception>
    private async Task<string> FindAsync(Job job, ResultQuery query, string root, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"jobs/{job.Id}/pages/{query.Page}-of-{query.PageSize}.nc");
        while (files.FindPath(key) is null)
        {
            // Whoever asked first may go away: the page is made all the same.
            await JoinAsync(job, query, root, key).WaitAsync(cancellationToken);
        }

        return files.FindPath(key)!;
    }

    private Task JoinAsync(Job job, ResultQuery query, string root, string key)
    {
        lock (_lock)
        {
            if (!_making.TryGetValue(key, out var making))
            {
                making = Task.Run(() => MakeAsync(job, Order(job, query, root), key), CancellationToken.None);
                _making.Add(key, making);
            }

            return making;
        }
    }

    private async Task MakeAsync(Job job, JobSpec order, string key)
    {
        try
        {
            var run = await engine.RunAsync(job.Owner, Words.Dialect, order, limit: null, CancellationToken.None);
            var made = run.State == JobState.Succeeded ? run.Outputs[0].FileKey : null;
            if (made is null || files.FindPath(made) is not { } path)
            {
                throw new ProblemException(run.Problem ?? new(ProblemKind.Unavailable, "The page was not made; ask again."));
            }

            await files.AdoptAsync(key, path, CancellationToken.None);
            await engine.RemoveAsync(run.Owner, run.Id, CancellationToken.None);
            await DropOrphanAsync(job, key);
        }
        finally
        {
            lock (_lock)
            {
                _making.Remove(key);
            }
        }
    }

    /// <summary>What is stored for a job that was removed meanwhile goes, too.</summary>
    private async Task DropOrphanAsync(Job job, string key)
    {
        try
        {
            await engine.GetAsync(job.Owner, job.Id, CancellationToken.None);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            await files.DeleteAsync(key, CancellationToken.None);
            throw;
        }
    }

    private static JobSpec Order(Job job, ResultQuery query, string root)
    {
        var matches = job.Outputs.First(output => output.Name == MatchupNames.Matches);
        return new()
        {
            ProcessId = Process,
            Inputs = new JsonObject
            {
                ["matches"] = new InputReference(null, matches.FileKey, matches.MediaType).Write(),
                ["id"] = MatchupJobs.IdOf(job),
                ["page"] = query.Page,
                ["pageSize"] = query.PageSize,
                ["facts"] = Facts(job, root),
            },
        };
    }

    /// <summary>What the file tells of the request in the caller's words, where those of the process are others.</summary>
    private static JsonObject Facts(Job job, string root)
    {
        var request = MatchupJobs.RequestOf(job);
        return new()
        {
            [MatchupNames.Primary] = request.Primary,
            [MatchupNames.Secondary] = request.Secondary,
            [MatchupNames.Platforms] = request.Platforms,
            ["uri"] = $"{root}/cdmsresults?id={MatchupJobs.IdOf(job)}&output=NETCDF",
            ["timeToComplete"] = (MatchCounts.Of(job) ?? MatchCounts.None).WholeSeconds,
        };
    }
}
