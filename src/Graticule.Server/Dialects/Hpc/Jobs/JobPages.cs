using System.Text.Json.Nodes;
using Graticule.Jobs.Files.Library;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>Jobs: listed, saved, shown, changed and deleted.</summary>
internal static class JobPages
{
    public static async Task ListAsync(HpcRequest request)
    {
        var filter = JobFilters.Of(request);
        var page = Page.Of(request);
        if (JobFilters.Statuses(request) is { } statuses && filter.Phases!.Contains(SavedJobPhase.Submitted))
        {
            await SendAsync(request, page, filter, statuses);
            return;
        }

        var found = request.Parts.Saved.List(filter with { Offset = page.Offset, Limit = page.Size });
        await SendAsync(request, page, found.Count, found.Jobs);
    }

    public static async Task CreateAsync(HpcRequest request)
    {
        var content = new JobReader(request).Read(await request.ReadAsync(), before: null);
        var now = request.Parts.Clock.GetUtcNow();
        SavedJob job;
        do
        {
            job = new(LetterId.New(), request.Owner, now) { UpdatedAt = now, Content = content };
        }
        while (!await request.Parts.Saved.AddAsync(job, request.Aborted));

        await request.SendAsync(new JobJson(request).Write(job), StatusCodes.Status201Created);
    }

    public static Task ShowAsync(HpcRequest request) => request.SendAsync(new JobJson(request).Write(JobAccess.See(request)));

    /// <summary>What is saved may be changed; what was submitted may be called otherwise.</summary>
    public static async Task ChangeAsync(HpcRequest request)
    {
        var input = await request.ReadAsync();
        var before = JobAccess.Own(request);
        if (before.Phase != SavedJobPhase.Draft && request.Parts.Configuration.IgnoresLateChanges)
        {
            await request.SendAsync(new JobJson(request).Write(before));
            return;
        }

        var content = new JobReader(request).Read(input, before.Content);
        if (before.Phase != SavedJobPhase.Draft && !JobReader.AskTheSame(content, before.Content))
        {
            throw await LateAsync(request, before, "cannot be changed: only its name, description, project, tags and fields can");
        }

        var changed = await JobAccess.ChangeAsync(request, found => found.Revision == before.Revision ? found with { Content = content } : throw HpcErrors.BadRequest(
            "The job was changed by somebody else at the same moment; read it and send the change again."));
        await request.SendAsync(new JobJson(request).Write(changed));
    }

    /// <summary>A job that runs stays; its outputs go with it, and its inputs where that is asked for.</summary>
    public static async Task DeleteAsync(HpcRequest request)
    {
        var job = JobAccess.Own(request);
        if (job.Phase == SavedJobPhase.Submitted)
        {
            throw await LateAsync(request, job, "cannot be deleted before its cluster has stopped; POST jobs/{id}/stop/ ends it");
        }

        var library = request.Parts.Library;
        await library.DeleteAsync([.. library.List(new() { Job = job.Id }).Files.Select(file => file.Id)], request.Aborted);
        if (request.IsAsked("deleteInputFiles"))
        {
            var inputs = library.Find([.. JobFiles.IdsOf(job.Content)]).Where(file => file.Owner == request.Owner);
            await library.DeleteAsync([.. inputs.Select(file => file.Id)], request.Aborted);
        }

        await new Sharing.Shares(request.Parts.Documents, request.Parts.Clock).RemoveAsync(job.Id, job.Owner, request.Aborted);
        await JobAccess.ChangeAsync(request, found => found.Phase == SavedJobPhase.Submitted
            ? throw HpcErrors.BadRequest("The job was submitted at the same moment.")
            : found with { RemovedAt = request.Parts.Clock.GetUtcNow() });
        await request.SendAsync(StatusCodes.Status204NoContent);
    }

    /// <summary>What cannot be done to a job any more, with where it stands.</summary>
    internal static async Task<HpcException> LateAsync(HpcRequest request, SavedJob job, string what)
    {
        var history = await JobHistory.OfAsync(request, job);
        return HpcErrors.BadRequest($"This job is {history.Latest?.Status ?? "saved"} and {what}.");
    }

    private static async Task SendAsync(HpcRequest request, Page page, SavedJobFilter filter, HashSet<string> statuses)
    {
        List<SavedJob> matching = [];
        foreach (var job in request.Parts.Saved.List(filter).Jobs)
        {
            var history = await JobHistory.OfAsync(request, job);
            if (history.Latest is { } latest && statuses.Contains(JobFilters.Plain(latest.Status)))
            {
                matching.Add(job);
            }
        }

        await SendAsync(request, page, matching.Count, matching.Skip(page.Offset).Take(page.Size));
    }

    private static async Task SendAsync(HpcRequest request, Page page, long count, IEnumerable<SavedJob> jobs)
    {
        var json = new JobJson(request);
        List<JsonNode> rows = [];
        foreach (var job in jobs)
        {
            rows.Add(await json.RowAsync(job));
        }

        await request.SendPageAsync(page, count, rows);
    }
}
