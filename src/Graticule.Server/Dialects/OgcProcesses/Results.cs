using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The results of a job, in the form that its request and this one ask for: table 11 of 1.0, or negotiation as in 2.0.</summary>
internal sealed class Results(ProcessCatalog catalog, IFileStore files, OgcOptions options)
{
    private readonly OutputContent _content = new(files);
    private readonly Multipart _multipart = new(files);

    /// <param name="context">Whom to answer.</param>
    /// <param name="job">The job, ended or not.</param>
    /// <param name="presentation">How to show the results.</param>
    /// <param name="names">Only these outputs; null: what the job's request asked for.</param>
    /// <exception cref="OgcException">There are no results: not yet, not any more, or because the job failed.</exception>
    public async Task SendAsync(HttpContext context, Job job, Presentation presentation, IReadOnlyList<string>? names = null)
    {
        RequireSuccess(job);
        var groups = ResultSet.Of(job, catalog.Of(job.Spec)?.Description, names);
        if (groups.TrueForAll(group => group.Items.Count == 0))
        {
            SendNothing(context, job);
        }
        else if (presentation.IsVersion1)
        {
            await SendVersion1Async(context, job, presentation, groups);
        }
        else
        {
            await SendNegotiatedAsync(context, job, presentation, groups);
        }
    }

    /// <exception cref="OgcException">There are no results.</exception>
    public static void RequireSuccess(Job job)
    {
        switch (job.State)
        {
            case JobState.Succeeded:
                return;
            case JobState.Failed:
                throw new OgcException(job.Problem is { } problem ? Errors.Of(problem) : Errors.Unexpected);
            case JobState.Cancelled:
                throw Errors.ResultNotAvailable($"Job '{job.Id}' was dismissed; it has no results.");
            default:
                throw Errors.ResultNotReady($"Job '{job.Id}' is {Words.State(job.State)}; its results are there when it is {Words.State(JobState.Succeeded)}.");
        }
    }

    private static void SendNothing(HttpContext context, Job job)
    {
        if (HttpMethods.IsGet(context.Request.Method) && job.Spec.Outputs is { Count: 0 })
        {
            throw Errors.ResultNotAvailable($"The request for job '{job.Id}' asked for no outputs.");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task SendVersion1Async(HttpContext context, Job job, Presentation presentation, List<OutputGroup> groups)
    {
        if (presentation.IsDocument)
        {
            await SendDocumentAsync(context, job, presentation, groups);
        }
        else if (groups.TrueForAll(group => presentation.ByReference(group.Name) == true))
        {
            SendLinks(context, job, groups);
        }
        else if (groups is [{ IsList: false } only])
        {
            await _content.SendAsync(context, job, only.Items[0]);
        }
        else
        {
            await _multipart.SendAsync(context, job, groups, name => presentation.ByReference(name) == true);
        }
    }

    private async Task SendNegotiatedAsync(HttpContext context, Job job, Presentation presentation, List<OutputGroup> groups)
    {
        var accept = Negotiation.Format(context.Request) == "json" ? default : Negotiation.Accept(context.Request);
        var single = groups is [{ IsList: false, Items: [{ FolderKey: null } output] }] && presentation.Return != ReturnPreference.Minimal && Negotiation.Format(context.Request) is null
            ? output
            : null;
        var best = single is null ? accept.Best(Words.Json, Words.Multipart) : accept.Best(single.MediaType, Words.Json, Words.Multipart);
        if (best is null)
        {
            throw Errors.NotAcceptable($"The results are there as: {(single is null ? "" : single.MediaType + ", ")}{Words.Json}, {Words.Multipart}.");
        }

        if (single is not null && (best == single.MediaType || (best == Words.Json && single.FileKey is null)))
        {
            await _content.SendAsync(context, job, single, best);
        }
        else if (best == Words.Multipart)
        {
            await _multipart.SendAsync(context, job, groups, name => presentation.ByReference(name) == true);
        }
        else
        {
            context.Response.Headers.Append("Link", $"<{Words.ResultsProfile}>; rel=\"profile\"");
            await SendDocumentAsync(context, job, presentation, groups);
        }
    }

    private async Task SendDocumentAsync(HttpContext context, Job job, Presentation presentation, List<OutputGroup> groups)
    {
        var root = Root.Of(context.Request);
        var document = await ResultsDocument.MakeAsync(job, root, groups, presentation, files, options.MaxInlineLength, context.RequestAborted);
        await Wire.SendJsonAsync(context, StatusCodes.Status200OK, document, ResultsDocument.Write);
    }

    private static void SendLinks(HttpContext context, Job job, List<OutputGroup> groups)
    {
        var root = Root.Of(context.Request);
        foreach (var group in groups)
        {
            for (var index = 0; index < group.Items.Count; index++)
            {
                var address = group.IsList ? root.Output(job.Id.ToString(), group.Name, index) : root.Output(job.Id.ToString(), group.Name);
                context.Response.Headers.Append("Link", $"<{address}>; rel=\"{group.Name}\"; type=\"{group.Items[index].MediaType}\"");
            }
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
