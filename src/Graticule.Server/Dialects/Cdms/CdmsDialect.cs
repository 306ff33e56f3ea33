using System.Text.Json.Nodes;
using Graticule.Jobs;
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
        _resources =
        [
            .. more,
            .. Service(new(() => _resources!)),
        ];
        _boundary = new(new(_resources.Select(resource => resource.FirstSegment)), log);
    }

    public string Name => Words.Dialect;

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app) => app.Use(_boundary.InvokeAsync);

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

    private static CdmsResource[] Service(ServicePages pages) =>
    [
        new("/version", "Version", "The version of the API.", ServicePages.ShowVersionAsync, []) { IsPublic = true, MediaTypes = ["text/html"] },
        new("/capabilities", "Capabilities", "What there is to ask for, and with which parameters.", pages.ListAsync, []) { IsPublic = true },
        new("/heartbeat", "Heartbeat", "Whether the parts of the service work.", ServicePages.ShowHeartbeatAsync, []) { IsPublic = true },
    ];

    private static Task RefuseAsync(HttpContext context) =>
        throw Errors.NotFound($"There is nothing at '{context.Request.Path}'; GET /capabilities lists what there is.");
}
