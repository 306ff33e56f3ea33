using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The openEO API, versions 1.2.0 and 1.3.0, at <c>/openeo/1.2</c> and <c>/openeo/1.3</c>: the table of its resources.</summary>
internal sealed class OpenEoDialect : IDialect
{
    private readonly OpenEoOptions _options;
    private readonly Boundary _boundary;
    private readonly Capabilities _capabilities;
    private readonly IReadOnlyList<Resource> _resources;

    public OpenEoDialect(OpenEoParts parts, ILogger<OpenEoDialect> log)
    {
        var options = _options = parts.Options;
        var processes = new UserProcesses(parts.Documents, parts.Clock);
        var predefined = new ProcessPages(parts.Processes);
        var files = new UserFiles(parts.Files);
        var specs = new JobSpecs(processes, files);
        var jobs = new BatchJobs(parts.Engine, parts.Documents, specs, parts.Clock);
        var jobLog = new JobLog(parts.Logs);
        var formats = new Formats(parts.UdfRuntimes);
        _boundary = new(options, log);
        _capabilities = new(options, () => _resources!);
        _resources =
        [
            .. Discovery(_capabilities, new(parts.Keys, options), formats, new(files, options)),
            .. Data(new(parts.Collections), predefined, new(processes, predefined, options), new(predefined, processes, files, parts.Collections, formats, options)),
            .. Processing(
                new(jobs, parts.Files, options),
                new(jobs, jobLog),
                new(jobs, specs, parts.Engine),
                new(jobs, jobLog, parts.Jobs, parts.Files, parts.Links, options, parts.Clock),
                new(new(parts.Engine, parts.Catalog, jobs, options), specs, parts.Files, options)),
            .. Secondary(new(new(parts.Documents, parts.Files, specs, parts.GraphSettings, parts.Clock), parts.Maps, options)),
            .. Storage(new(files, parts.Files, options)),
        ];
    }

    public string Name => Words.Dialect;

    /// <summary>What has to happen before routing and before authentication: CORS, tokens in their plain form, errors in openEO's words.</summary>
    public void Use(IApplicationBuilder app) => app.Use(_boundary.InvokeAsync);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var start in (string[])["", Root.Path, .. ApiVersion.All.Select(version => $"{Root.Path}/{version.Path}")])
        {
            routes.MapMethods(start + "/.well-known/openeo", [HttpMethods.Get, HttpMethods.Head], _capabilities.ShowVersionsAsync).AllowAnonymous();
        }

        foreach (var resource in _resources)
        {
            resource.Map(routes);
        }

        routes.Map(Root.Path + "/{**rest}", RefuseAsync).AllowAnonymous();
    }

    /// <summary>openEO has no addresses for news; whoever wants to know asks for the job.</summary>
    public Task<byte[]> WriteNewsAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken) =>
        Task.FromResult(Wire.Bytes(new JsonObject { ["id"] = JobSpecs.RecordOf(job.Spec) ?? job.Id.ToString(), ["status"] = Words.Status(job.State) }));

    private static Resource[] Discovery(Capabilities capabilities, Credentials credentials, Formats formats, MePage me) =>
    [
        Public("", Get(capabilities.ShowAsync)),
        Public("/conformance", Get(Conformance.ShowAsync)),
        Public("/file_formats", Get(Formats.ShowFileFormatsAsync)),
        Public("/udf_runtimes", Get(formats.ShowUdfRuntimesAsync)) with { IsUnlisted = formats.Runtimes.Count == 0 },
        Public("/service_types", Get(ServiceTypes.ShowAsync)),
        Public("/processing_parameters", Get(ProcessingParameters.ShowAsync)),
        Public("/credentials/basic", Get(credentials.LogInAsync)),
        Public("/credentials/oidc", Get(credentials.ListProvidersAsync)) with { IsUnlisted = !credentials.HasProviders },
        Private("/me", Get(me.ShowAsync)),
    ];

    private static Resource[] Data(CollectionPages collections, ProcessPages predefined, UserProcessPages processes, ValidationPage validation) =>
    [
        Public("/collections", Get(collections.ListAsync)),
        Public("/collections/{collectionId}", Get(collections.ShowAsync)),
        Public("/collections/{collectionId}/queryables", Get(collections.ShowQueryablesAsync)),
        Public("/collections/{collectionId}/items", Get(collections.ListItemsAsync)),
        Private("/collections/{collectionId}/files/{**path}", Get(collections.SendFileAsync)) with { IsUnlisted = true },
        Public("/processes", Get(predefined.ListAsync)),
        Public("/validation", Post(validation.CheckAsync)),
        Private("/process_graphs", Get(processes.ListAsync)),
        Private("/process_graphs/{processGraphId}", Get(processes.ShowAsync), Put(processes.PutAsync), Delete(processes.DeleteAsync)),
    ];

    private static Resource[] Processing(JobPages jobs, LogPages logs, EstimatePage estimate, ResultPages results, SyncPage sync) =>
    [
        Private("/result", Post(sync.RunAsync)),
        Private("/jobs", Get(jobs.ListAsync), Post(jobs.CreateAsync)),
        Private("/jobs/{jobId}", Get(jobs.ShowAsync), Patch(jobs.ReviseAsync), Delete(jobs.RemoveAsync)),
        Private("/jobs/{jobId}/estimate", Get(estimate.ShowAsync)),
        Private("/jobs/{jobId}/logs", Get(logs.ShowAsync)),
        Private("/jobs/{jobId}/results", Get(results.ShowAsync), Post(jobs.StartAsync), Delete(jobs.StopAsync)),
        Public("/results/{token}/{**path}", Get(results.ShowSignedAsync)) with { IsUnlisted = true },
    ];

    private static Resource[] Secondary(ServicePages services) =>
    [
        Private("/services", Get(services.ListAsync), Post(services.CreateAsync)),
        Private("/services/{serviceId}", Get(services.ShowAsync), Patch(services.ReviseAsync), Delete(services.RemoveAsync)),
        Private("/services/{serviceId}/logs", Get(services.ShowLogsAsync)),
    ];

    private static Resource[] Storage(FilePages files) =>
    [
        Private("/files", Get(files.ListAsync)),
        Private("/files/{**path}", Get(files.ReadAsync), Put(files.WriteAsync), Delete(files.DeleteAsync)),
    ];

    private Task RefuseAsync(HttpContext context)
    {
        var served = ApiVersion.All.Concat(_options.EarlierVersions).Select(known => known.Path).ToList();
        var rest = (string?)context.Request.RouteValues["rest"] ?? "";
        var version = rest.Split('/')[0];
        throw version.Length > 0 && char.IsAsciiDigit(version.TrimStart('v').FirstOrDefault()) && !served.Contains(version, StringComparer.Ordinal)
            ? Errors.New("UnsupportedApiVersion", $"The version '{version}' of the API is not served here; there are: {string.Join(", ", served)}.")
            : Errors.NotFound($"There is nothing at '{context.Request.Path}'; the versions of the API are listed at '{Root.Path}/.well-known/openeo'.");
    }

    private static Resource Public(string pattern, params ResourceMethod[] methods) => new(pattern, IsPublic: true, methods);

    private static Resource Private(string pattern, params ResourceMethod[] methods) => new(pattern, IsPublic: false, methods);

    private static ResourceMethod Get(RequestDelegate answer) => new(HttpMethods.Get, Scopes.Read, answer);

    private static ResourceMethod Post(RequestDelegate answer) => new(HttpMethods.Post, Scopes.Execute, answer);

    private static ResourceMethod Put(RequestDelegate answer) => new(HttpMethods.Put, Scopes.Execute, answer);

    private static ResourceMethod Patch(RequestDelegate answer) => new(HttpMethods.Patch, Scopes.Execute, answer);

    private static ResourceMethod Delete(RequestDelegate answer) => new(HttpMethods.Delete, Scopes.Execute, answer);
}
