using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>OGC API - Processes, Part 1, versions 1.0 (OGC 18-062r2) and 2.0, and Part 2 (OGC 20-044), at <c>/ogc-api</c>: the table of its resources.</summary>
internal sealed class OgcDialect : IDialect
{
    private readonly ProcessCatalog _catalog;
    private readonly OgcOptions _options;
    private readonly ILogger _log;
    private readonly Landing _landing;
    private readonly OpenApi _openApi;
    private readonly ProcessPages _processes;
    private readonly PackagePages _packages;
    private readonly Execution _execution;
    private readonly JobPages _jobs;
    private readonly JobStatusPage _status;
    private readonly JobRecords _records;
    private readonly ResultPages _results;
    private readonly FilePages _files;
    private readonly JobManagement _management;
    private readonly ProvenancePages _provenance;

    public OgcDialect(
        JobEngine engine, ProcessCatalog catalog, Deployments deployments, IPackageReader packages, IFileStore files, JobLogs logs, IDeliveryStore deliveries,
        OgcOptions options, ILogger<OgcDialect> log)
    {
        var results = new Results(catalog, files, options);
        _catalog = catalog;
        _options = options;
        _log = log;
        _landing = new(options);
        _openApi = new(catalog, options);
        _processes = new(catalog);
        _packages = new(deployments, packages, options);
        _execution = new(engine, _processes, new(engine, files), results, options);
        _jobs = new(engine);
        _status = new(_jobs, logs);
        _records = new(_jobs, logs, deliveries);
        _results = new(_jobs, results, catalog, files);
        _files = new(files, options);
        _management = new(engine, catalog, _jobs, new(engine, files), options);
        var definition = new Definition(engine, files);
        _provenance = new(_jobs, definition, new(catalog, definition, new(files), files), files);
    }

    public string Name => Words.Dialect;

    /// <summary>
    /// What has to happen before routing and before authentication: paths brought into their one form, CORS, the interactive page.
    /// </summary>
    public void Use(IApplicationBuilder app)
    {
        app.Use(static (context, next) =>
            RequestPaths.Normalise(context.Request) && CrossOrigin.Answer(context) ? Task.CompletedTask : next(context));
        InteractivePage.Use(app, _options);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        Add(routes, "", Get(_landing.ShowAsync)).AllowAnonymous();
        Add(routes, "/conformance", Get(Landing.ShowConformanceAsync)).AllowAnonymous();
        Add(routes, "/api", Get(_openApi.ShowAsync)).AllowAnonymous();
        Add(routes, "/api/processes-list", Get(_processes.ListIdsAsync)).AllowAnonymous();
        Add(routes, "/processes", [.. Get(_processes.ListAsync), (HttpMethods.Post, _packages.DeployAsync)]);
        Add(routes, "/processes/{processId}", [.. Get(_processes.DescribeAsync), (HttpMethods.Put, _packages.ReplaceAsync), (HttpMethods.Delete, _packages.RemoveAsync)]);
        Add(routes, "/processes/{processId}/package", Get(_packages.ShowAsync));
        Add(routes, "/processes/{processId}/execution", (HttpMethods.Post, _execution.PostAsync), (HttpMethods.Get, _execution.GetAsync));
        Add(routes, "/processes/{processId}/validation", (HttpMethods.Post, _execution.ValidateAsync));
        Add(routes, "/jobs", [.. Get(_jobs.ListAsync), (HttpMethods.Post, _management.CreateAsync)]);
        Add(routes, "/jobs/{jobId}", [.. Get(_status.ShowAsync), (HttpMethods.Patch, _management.ReviseAsync), (HttpMethods.Delete, _jobs.DismissAsync)]);
        Add(routes, "/jobs/{jobId}/definition", Get(_provenance.ShowDefinitionAsync));
        Add(routes, "/jobs/{jobId}/inputs", Get(_provenance.ShowInputsAsync));
        Add(routes, "/jobs/{jobId}/prov", Get(_provenance.ShowAsync));
        Add(routes, "/jobs/{jobId}/run", Get(_provenance.ShowAsync));
        Add(routes, "/jobs/{jobId}/results", [.. Get(_results.ShowAsync), (HttpMethods.Post, _management.StartAsync)]);
        Add(routes, "/jobs/{jobId}/results/{output}/{index?}", Get(_results.ShowOutputAsync));
        Add(routes, "/jobs/{jobId}/results/{output}/files/{**path}", Get(_results.ShowFolderAsync));
        Add(routes, "/jobs/{jobId}/results/{output}/{index:int:min(0)}/files/{**path}", Get(_results.ShowFolderAsync));
        Add(routes, "/jobs/{jobId}/log", Get(_records.ShowLogAsync));
        Add(routes, "/jobs/{jobId}/deliveries", Get(_records.ShowDeliveriesAsync));
        Add(routes, "/files", Get(_files.ListAsync));
        Add(routes, "/files/{name}", [.. Get(_files.ReadAsync), (HttpMethods.Put, _files.WriteAsync), (HttpMethods.Delete, _files.DeleteAsync)]);
        Add(routes, "/collections/{collection}/{file}", Get(_files.ReadCollectionAsync));
        routes.Map(Root.Path + "/{**rest}", context =>
            ExceptionPage.SendAsync(context, Errors.NotFound($"There is nothing at '{context.Request.Path}'.").Report));
    }

    public byte[] WriteNews(Job job, DeliveryEvent news) => News.Write(job, news, _catalog);

    /// <summary><c>GET</c>, and <c>HEAD</c> after it.</summary>
    private static (string Method, RequestDelegate Answer)[] Get(RequestDelegate answer) => [(HttpMethods.Get, answer), (HttpMethods.Head, answer)];

    private IEndpointConventionBuilder Add(IEndpointRouteBuilder routes, string pattern, params (string Method, RequestDelegate Answer)[] methods) =>
        Resource.Map(routes, _log, pattern, methods);
}
