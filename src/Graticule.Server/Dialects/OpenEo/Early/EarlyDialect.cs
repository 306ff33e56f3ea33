using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
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
        var options = parts.Options;
        _boundary = new(Version, options, EarlyErrorPage.SendAsync, log);

        // What later versions stand on, too.
        var files = new UserFiles(parts.Files);
        var specs = new JobSpecs(new(parts.Documents, parts.Clock), files);
        var jobs = new BatchJobs(parts.Engine, parts.Documents, specs, parts.Clock);
        var signed = new ResultPages(jobs, new(parts.Logs), parts.Jobs, parts.Files, parts.Links, options, parts.Clock);

        var graphs = new UserGraphs(parts.Documents, Version.Form, parts.Clock);
        var orders = new EarlyOrders(Version.Form, new(parts.Collections, (_, caller, id) => graphs.Find(caller, id)));
        var results = new OnDemandResults(parts.Engine, jobs, specs, parts.Documents, parts.Files, parts.Collections, options, parts.Clock);
        var services = new JobServices(new(parts.Documents, parts.Files, specs, parts.GraphSettings, parts.Clock), parts.Maps);
        var answer = new ResultAnswer(parts.Files);
        var execute = new ExecutePage(orders, specs, new(parts.Engine, parts.Catalog, jobs, options), answer, options);
        _resources =
        [
            .. Discovery(new(() => _resources!), new(parts.Keys, options)),
            .. Data(new(parts.Collections), new(Version.Form), new(parts.UdfRuntimes)),
            .. Processing(execute, new(jobs, orders, results, services, execute, options), new(jobs)),
            .. Results(new(jobs, orders, results, answer, services, signed, parts.Jobs, parts.Files, parts.Links, options, parts.Clock)),
            .. Secondary(new(services, jobs, options)),
            .. Users(new(files, parts.Files, options), new(graphs, options)),
        ];
    }

    public string Name => "openeo-early";

    /// <summary>What has to happen before routing and before authentication.</summary>
    public void Use(IApplicationBuilder app)
    {
        app.UseWebSockets();
        app.Use(_boundary.InvokeAsync);
    }

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

    private static EarlyResource[] Data(ProductPages products, ProcessDescriptions processes, UdfPages functions) =>
    [
        Public("/data", Get(products.ListAsync)),
        Public("/data/opensearch", Get(products.SearchAsync)),
        Public("/data/{product}", Get(products.ShowAsync)),
        Public("/processes", Get(processes.ListAsync)),
        Public("/processes/opensearch", Get(processes.SearchAsync)),
        Public("/processes/{process}", Get(processes.ShowAsync)),
        Public("/udf_runtimes", Get(functions.ListAsync)),
        Public("/udf_runtimes/{language}/{type}", Get(functions.ShowAsync)),
        Public("/udf", Get(functions.ListAsync)) with { IsUnlisted = true },
        Public("/udf/{language}/{type}", Get(functions.ShowAsync)) with { IsUnlisted = true },
    ];

    /// <summary>What these change, texts of the time ask for by GET, definitions by PATCH, and people by POST.</summary>
    private static EarlyResource[] Processing(ExecutePage execute, EarlyJobPages jobs, JobSubscription subscription) =>
    [
        Private("/execute", Post(execute.RunAsync)),
        Private("/jobs", Post(jobs.CreateAsync)),
        Private("/jobs/{job}", Get(jobs.ShowAsync), Patch(jobs.ReviseAsync), Delete(jobs.RemoveAsync)),
        Private("/jobs/{job}/subscribe", Get(subscription.AcceptAsync)),
        Private("/jobs/{job}/queue", Changes(jobs.QueueAsync)),
        Private("/jobs/{job}/pause", Changes(jobs.PauseAsync)),
        Private("/jobs/{job}/cancel", Changes(jobs.CancelAsync)),
        Private("/users/{user}/jobs", Get(jobs.ListAsync)),
    ];

    private static EarlyResource[] Results(DownloadPages downloads) =>
    [
        Private("/jobs/{job}/download", Reads(downloads.ListAsync)),
        Private("/download/{**rest}", Reads(downloads.SendAsync)) with { IsUnlisted = true },
        Public("/results/{token}/{**path}", Get(downloads.SendSignedAsync)) with { IsUnlisted = true },
    ];

    private static EarlyResource[] Secondary(JobServicePages services) =>
    [
        Public("/capabilities/services", Get(EarlyServiceTypes.ListAsync)),
        Private("/services", Get(services.ListAsync), Post(services.CreateAsync)),
        Private("/services/{service}", Get(services.ShowAsync), Patch(services.ReviseAsync), Delete(services.RemoveAsync)),
        Private("/users/{user}/services", Get(services.ListAsync)),
    ];

    private static EarlyResource[] Users(UserFilePages files, UserGraphPages graphs) =>
    [
        Private("/users/{user}/process_graphs", Get(graphs.ListAsync), Post(graphs.AddAsync)),
        Private("/users/{user}/process_graphs/{graph}", Get(graphs.ShowAsync), Put(graphs.ReplaceAsync), Delete(graphs.RemoveAsync)),
        Private("/users/{user}/files", Get(files.ListAsync)),
        Private("/users/{user}/files/{**path}", Get(files.ReadAsync), Put(files.WriteAsync), Delete(files.RemoveAsync)),
        Private("/users/{user}/credits", Get(TellCreditsAsync)),
    ];

    private static ResourceMethod[] Changes(RequestDelegate answer) => [Patch(answer), Post(answer), Changing(HttpMethods.Get, answer)];

    /// <summary>A request for data that are not there yet has them computed.</summary>
    private static ResourceMethod[] Reads(RequestDelegate answer) => [Changing(HttpMethods.Get, answer)];

    private static ResourceMethod Changing(string method, RequestDelegate answer) => new(method, Scopes.Execute, answer);

    /// <summary>Whoever may use the server uses it for nothing.</summary>
    private static Task TellCreditsAsync(HttpContext context) => Wire.SendAsync(context, "Infinity"u8.ToArray(), StatusCodes.Status200OK, "text/plain");

    private static Task RefuseAsync(HttpContext context) =>
        throw Errors.NotFound($"There is nothing at '{context.Request.Path}'; GET {Version.Path}/capabilities lists what there is.");
}
