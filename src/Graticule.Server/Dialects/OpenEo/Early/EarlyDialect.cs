using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Storage;
using static Graticule.Server.Dialects.OpenEo.Early.EarlyResource;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>The openEO API 0.0.2 at <c>/api/v0</c>, which also takes what 0.0.1 and the clients of both did otherwise: the table of its resources.</summary>
internal sealed class EarlyDialect : IDialect
{
    private static readonly EarlyVersion Version = EarlyVersion.V002;

    private readonly EarlyBoundary _boundary;
    private readonly IReadOnlyList<EarlyResource> _resources;

    public EarlyDialect(OpenEoParts parts, ILogger<EarlyDialect> log)
    {
        _boundary = new(Version, parts.Options, EarlyErrorPage.SendAsync, log);
        _resources =
        [
            .. Discovery(new(() => _resources!), new(parts.Keys, parts.Options)),
        ];
    }

    public string Name => "openeo-early";

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app) => app.Use(_boundary.InvokeAsync);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var resource in _resources)
        {
            resource.Map(routes, Version);
        }

        routes.Map(Version.Path + "/{**rest}", RefuseAsync).WithMetadata(Version).AllowAnonymous();
    }

    /// <summary>There are no addresses for news: whoever wants to know asks for the job, or subscribes to it.</summary>
    public Task<byte[]> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken) =>
        Task.FromResult(Wire.Bytes(new JsonObject { ["job_id"] = JobSpecs.RecordOf(job.Spec) ?? job.Id.ToString() }));

    private static EarlyResource[] Discovery(CapabilityPages capabilities, EarlyLogin login) =>
    [
        Public("/capabilities", Get(capabilities.ListPathsAsync)),
        Public("/capabilities/output_formats", Get(CapabilityPages.ListFormatsAsync)),
        Public("/auth/login", Get(login.LogInAsync), Post(login.LogInAsync)),
        Public("/auth/register", Post(login.RegisterAsync)),
    ];

    private static Task RefuseAsync(HttpContext context) =>
        throw Errors.NotFound($"There is nothing at '{context.Request.Path}'; GET {Version.Path}/capabilities lists what there is.");
}
