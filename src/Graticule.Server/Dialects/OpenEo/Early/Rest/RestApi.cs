using static Graticule.Server.Dialects.OpenEo.Early.EarlyResource;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary>The openEO API 0.3 and 0.4, at <c>/openeo/0.3</c> and <c>/openeo/0.4</c>: the tables of their resources.</summary>
internal sealed class RestApi
{
    private readonly OpenEoParts _parts;
    private readonly ILogger _log;
    private readonly Dictionary<RestVersion, IReadOnlyList<EarlyResource>> _resources;

    public RestApi(OpenEoParts parts, ILogger<RestApi> log)
    {
        (_parts, _log) = (parts, log);
        var pages = new RestPages(parts, version => _resources![version]);
        _resources = RestVersion.All.ToDictionary(version => version, version => (IReadOnlyList<EarlyResource>)ResourcesOf(version, pages));
    }

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app)
    {
        foreach (var version in RestVersion.All)
        {
            app.Use(new EarlyBoundary(version.Early, _parts.Options, RestErrors.SendAsync, _log).InvokeAsync);
        }
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (version, resources) in _resources)
        {
            foreach (var resource in resources)
            {
                resource.Map(routes, version.Early, version, version.Api);
            }

            routes.Map(version.Early.Path + "/{**rest}", RefuseAsync).WithMetadata(version.Early, version, version.Api).AllowAnonymous();
        }
    }

    private static EarlyResource[] ResourcesOf(RestVersion version, RestPages pages) =>
    [
        .. Discovery(version, pages), .. Account(pages), .. Graphs(version, pages), .. Jobs(pages), .. Services(pages),
    ];

    private static EarlyResource[] Discovery(RestVersion version, RestPages pages) =>
    [
        Public("", Get(pages.Capabilities.ShowAsync)),
        Public("/output_formats", Get(RestFormats.ShowOutputFormatsAsync)),
        Public("/service_types", Get(RestFormats.ShowServiceTypesAsync)),
        Public("/udf_runtimes", Get(pages.Formats.ShowUdfRuntimesAsync)) with { IsUnlisted = version.Is03 },
        Public("/collections", Get(pages.Collections.ListAsync)),
        Public("/collections/" + version.CollectionVariable, Get(pages.Collections.ShowAsync)),
        Public("/processes", Get(pages.Processes.ListAsync)),
        Public("/subscription", Get(RefuseSubscriptionAsync)) with { IsUnlisted = true },
    ];

    private static EarlyResource[] Account(RestPages pages) =>
    [
        Public("/credentials/basic", Get(pages.Login.LogInAsync)),
        Public("/credentials/oidc", Get(pages.Login.ShowProviderAsync)) with { IsUnlisted = !pages.Login.HasProviders },
        Private("/me", Get(pages.Login.ShowUserAsync)),
        Private("/files/{userId}", Get(pages.Files.ListAsync)),
        Private("/files/{userId}/{**path}", Get(pages.Files.ReadAsync), Put(pages.Files.WriteAsync), Delete(pages.Files.RemoveAsync)),
    ];

    private static EarlyResource[] Graphs(RestVersion version, RestPages pages) =>
    [
        Public("/validation", Post(pages.Validation.CheckAsync)),
        Private(version.SyncPath, Post(pages.RunAsync)),
        Private("/process_graphs", Get(pages.Graphs.ListAsync), Post(pages.Graphs.CreateAsync)),
        Private("/process_graphs/{processGraphId}", Get(pages.Graphs.ShowAsync), Patch(pages.Graphs.ReviseAsync), Delete(pages.Graphs.RemoveAsync)),
    ];

    private static EarlyResource[] Jobs(RestPages pages) =>
    [
        Private("/jobs", Get(pages.Jobs.ListAsync), Post(pages.Jobs.CreateAsync)),
        Private("/jobs/{jobId}", Get(pages.Jobs.ShowAsync), Patch(pages.Jobs.ReviseAsync), Delete(pages.Today.Jobs.RemoveAsync)),
        Private("/jobs/{jobId}/estimate", Get(pages.Jobs.ShowEstimateAsync)),
        Private("/jobs/{jobId}/results", Get(pages.Results.ShowAsync), Post(pages.Today.Jobs.StartAsync), Delete(pages.Today.Jobs.StopAsync)),

        // Of no version before 1.0; answers to graphs that are run at once link to it.
        Private("/jobs/{jobId}/logs", Get(pages.Today.Logs.ShowAsync)) with { IsUnlisted = true },
    ];

    private static EarlyResource[] Services(RestPages pages) =>
    [
        Private("/services", Get(pages.Services.ListAsync), Post(pages.Services.CreateAsync)),
        Private("/services/{serviceId}", Get(pages.Services.ShowAsync), Patch(pages.Services.ReviseAsync), Delete(pages.Today.Services.RemoveAsync)),
    ];

    private static Task RefuseSubscriptionAsync(HttpContext context) =>
        throw Errors.New("FeatureUnsupported", "Subscriptions over WebSockets are not served; ask for the job again.");

    private static Task RefuseAsync(HttpContext context)
    {
        var start = RestVersion.Of(context).Early.Path;
        throw Errors.NotFound($"There is nothing at '{context.Request.Path}'; GET {start}/ lists what there is.");
    }
}
