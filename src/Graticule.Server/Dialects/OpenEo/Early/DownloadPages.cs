using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Files;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/jobs/{job}/download</c>, and <c>/download/…</c> of 0.0.1 and before.</summary>
internal sealed class DownloadPages(
    BatchJobs jobs, EarlyOrders orders, OnDemandResults results, ResultAnswer answer, JobServices services, ResultPages signed, IJobStore runs, IFileStore files, LinkKey key,
    OpenEoOptions options, TimeProvider clock)
{
    /// <summary>Links to the files: an array, or a Metalink document.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var job = await GetAsync(context, EarlyJobPages.Id(context));
        var (request, _, remarks) = Asked(context.Caller(), job, context.Request);
        var run = await results.FindAsync(context.Caller(), job, request, context.RequestAborted);
        var found = await ResultSet.ReadAsync(run, files, context.RequestAborted);
        var links = found.Assets.Select(file => (file, Link(context, run, file))).ToList();
        Remarks.Tell(context, [.. remarks, .. found.Files.SelectMany(file => file.File.Remarks).Distinct(StringComparer.Ordinal)]);
        context.Response.Headers.CacheControl = "no-store";
        await (Metalink.Wanted(context.Request) is { } mediaType
            ? Metalink.SendAsync(context, links, mediaType)
            : Wire.SendAsync(context, Wire.Texts(links.Select(link => link.Item2))));
    }

    /// <summary>What a link leads to. No token but that in the address: whoever was given the link may read.</summary>
    public async Task SendSignedAsync(HttpContext context)
    {
        var link = key.Read((string)context.Request.RouteValues["token"]!) ?? throw Errors.NotFound("This link was not made by this server.");
        if (await runs.FindAsync(link.Run, context.RequestAborted) is not { RemovedAt: null, State: JobState.Succeeded } run)
        {
            throw EarlyErrors.Gone("The data that this link led to are there no more: their job was cancelled, changed, removed or run again.");
        }

        if (JobSpecs.RecordOf(run.Spec) is { } id && await jobs.FindAsync(run.Owner, id, context.RequestAborted) is { IsCanceled: true })
        {
            throw EarlyErrors.Gone($"The job '{id}' was cancelled.");
        }

        await signed.ShowSignedAsync(context);
    }

    /// <summary><c>/download/{format}/{job}</c>, and <c>/download/{job}</c> with or without a service behind it: the data themselves, or a service.</summary>
    public async Task SendAsync(HttpContext context)
    {
        string[] parts = ((string)context.Request.RouteValues["rest"]!).Split('/');
        switch (parts)
        {
            case [var type, var id, .. var rest] when EarlyServiceTypes.Find(type) is { } service:
                await LeadAsync(context, id, service, rest);
                break;
            case [var id, var type, .. var rest] when EarlyServiceTypes.Find(type) is { } service:
                await LeadAsync(context, id, service, rest);
                break;
            case [var format, var id]:
                await SendAsync(context, id, format);
                break;
            case [var id]:
                await SendAsync(context, id, format: null);
                break;
            default:
                throw Errors.NotFound("A download is /download/{format}/{job}, or /download/{job}/{service}.");
        }
    }

    private async Task SendAsync(HttpContext context, string id, string? format)
    {
        var job = await GetAsync(context, id);
        if (format is not null)
        {
            context.Request.QueryString = context.Request.QueryString.Add("format", format);
        }

        var (request, order, remarks) = Asked(context.Caller(), job, context.Request);
        var run = await results.FindAsync(context.Caller(), job, request, context.RequestAborted);
        await answer.SendAsync(context, run, request, order, remarks);
    }

    private async Task LeadAsync(HttpContext context, string id, EarlyServiceType type, IReadOnlyList<string> rest)
    {
        var job = await GetAsync(context, id);
        var address = await services.AddressAsync(context.Caller(), job, type, EarlyVersion.Server(context.Request), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"{address}{string.Concat(rest.Select(part => "/" + Uri.EscapeDataString(part)))}{context.Request.QueryString.ToUriComponent()}");
    }

    /// <exception cref="OpenEoException">JobCanceled, JobNotFound.</exception>
    private async Task<BatchJob> GetAsync(HttpContext context, string id)
    {
        var job = await jobs.GetAsync(context.Caller(), id, context.RequestAborted);
        return EarlyJobJson.Status(job) == EarlyJobJson.Canceled ? throw EarlyErrors.Gone($"The job '{id}' was cancelled; queueing it makes it compute again.") : job;
    }

    /// <summary>What the request wants of the job: what that has itself, where the address says nothing else.</summary>
    private (JsonObject Request, EarlyOrder? Order, IReadOnlyList<string> Remarks) Asked(Caller caller, BatchJob job, HttpRequest http)
    {
        if (orders.Of(job) is not { } own)
        {
            return (OtherVersions.With(job.Request, http), null, []);
        }

        var order = own.With(http);
        if (ReferenceEquals(order, own))
        {
            return (job.Request, own, []);
        }

        var translated = orders.Translate(caller, order);
        return (orders.Keep(order, translated), order, translated.Remarks);
    }

    private string Link(HttpContext context, Job run, ResultFile file)
    {
        // To the day, so that a link that is made twice is the same one.
        var expiry = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero) + options.LinkLifetime;
        var token = key.Sign(new(LinkTarget.Asset, run.Id, file.File.Name, ResultAnswer.MediaType(file.File.MediaType), expiry));
        return $"{EarlyVersion.Of(context).Address(context.Request)}/results/{token}/{Root.Escape(file.File.Name)}";
    }
}
