using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>The API of NASA's CDMS, which is that of Apache SDAP 1.2 to 1.4: the table of its resources.</summary>
internal sealed class CdmsDialect : IDialect
{
    private readonly CdmsBoundary _boundary;
    private readonly IReadOnlyList<CdmsResource> _resources;

    /// <param name="parts">What it stands on.</param>
    /// <param name="more">What other folders of the dialect have: data and observations.</param>
    /// <param name="log">For what nobody foresaw.</param>
    public CdmsDialect(CdmsParts parts, IEnumerable<CdmsResource> more, ILogger<CdmsDialect> log)
    {
        var jobs = new MatchupJobs(parts.Engine);
        _resources =
        [
            .. Matchups(new(jobs, parts.Datasets), new(jobs), new(jobs, new(parts.Engine, parts.Files), parts.Files), new(jobs, parts.Files)),
            .. more,
            .. Service(new(() => _resources!, parts)),
            .. new ApiPage(() => _resources!).Resources,
        ];
        _boundary = new(new(_resources.Select(resource => resource.FirstSegment), parts.FollowsProxies), log);
    }

    public string Name => Words.Dialect;

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app)
    {
        app.Use(_boundary.InvokeAsync);
        ApiPage.Use(app);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var resource in _resources)
        {
            resource.Map(routes);
        }

        foreach (var segment in _resources.Select(resource => resource.FirstSegment).Distinct(StringComparer.Ordinal))
        {
            routes.Map($"/{segment}/{{**rest}}", RefuseAsync).AllowAnonymous();
        }
    }

    /// <summary>There are no addresses for news: whoever wants to know asks for the job.</summary>
    public Task<byte[]> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken) =>
        Task.FromResult(PythonJson.Bytes(new JsonObject { ["executionID"] = job.Id.Value.ToString(), ["status"] = Words.Status(job.State) }));

    private static CdmsResource[] Matchups(MatchupPages matchups, JobPages jobs, ResultPages results, CatalogPages catalogs) =>
    [
        new("/match_spark", "Match-up", "Starts a match-up of two data sets, and leads to its job.", matchups.SubmitAsync, Parameters.Matchup) { Scope = Scopes.Execute },
        new("/job", "Job", "Where a match-up stands, and where its results are.", jobs.ShowAsync, Parameters.Job),
        new("/job/cancel", "Cancel job", "Ends a match-up that runs.", jobs.CancelAsync, [Parameters.Id]) { Scope = Scopes.Execute },
        new("/cdmsresults", "Results", "A page of the results of a match-up.", results.SendAsync, Parameters.Results) { MediaTypes = [Words.Json, Words.Csv, Words.NetCdf] },
        new("/domsresults", "Results", "The former name of /cdmsresults.", results.SendAsync, Parameters.Results) { IsUnlisted = true },
        new("/cdmscatalog", "Catalog", "A STAC catalog needs the id of a match-up.", catalogs.ShowAsync, []) { IsUnlisted = true },
        new("/cdmscatalog/{id}", "Catalog", "The results of a match-up as a STAC catalog.", catalogs.ShowAsync, [Parameters.PathId]),
        new("/cdmscatalog/{id}/{format}", "Collection", "The pages of results in one format, as a STAC collection.", catalogs.ShowAsync,
            [Parameters.PathId, Parameters.PathFormat, Parameters.PageSize]),
    ];

    private static CdmsResource[] Service(ServicePages pages) =>
    [
        new("/version", "Version", "The version of the API.", ServicePages.ShowVersionAsync, []) { IsPublic = true, MediaTypes = ["text/html"] },
        new("/capabilities", "Capabilities", "What there is to ask for, and with which parameters.", pages.ListAsync, []) { IsPublic = true },
        new("/heartbeat", "Heartbeat", "Whether the parts of the service work.", pages.ShowHeartbeatAsync, []) { IsPublic = true },
    ];

    private static Task RefuseAsync(HttpContext context) =>
        throw Errors.NotFound($"There is nothing at '{context.Request.Path}'; GET /capabilities lists what there is.");
}
