namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary>The pages of both versions, over the same jobs, files and services as today's.</summary>
internal sealed class RestPages
{
    private readonly RestBodies _bodies;

    public RestPages(OpenEoParts parts, Func<RestVersion, IReadOnlyList<EarlyResource>> resources)
    {
        var options = parts.Options;
        var files = new UserFiles(parts.Files);
        var stored = RestVersion.All.ToDictionary(version => version.Early.Form, version => new UserGraphs(parts.Documents, version.Early.Form, parts.Clock));
        Today = new(parts, files);
        _bodies = new(new(parts.Collections, (form, caller, id) => stored[form].Find(caller, id)), options);
        Capabilities = new(options, resources);
        Formats = new(parts.UdfRuntimes);
        Collections = new(parts.Collections);
        Processes = new(parts.Processes);
        Login = new(new(parts.Keys, options), files, options);
        Files = new(files, new(files, parts.Files, options));
        Graphs = new(version => stored[version.Early.Form], _bodies);
        Validation = new(_bodies, Today.Validation);
        Jobs = new(Today.Batch, Today.Jobs, Today.Estimate, Today.Log, _bodies);
        Results = new(Today.Batch, Today.Log, parts.Files, parts.Links, options, parts.Clock);
        Services = new(Today.Maps, Today.Services, _bodies);
    }

    public TodaysPages Today { get; }

    public RestCapabilities Capabilities { get; }

    public RestFormats Formats { get; }

    public RestCollections Collections { get; }

    public RestProcesses Processes { get; }

    public RestLogin Login { get; }

    public RestFiles Files { get; }

    public RestGraphs Graphs { get; }

    public RestValidation Validation { get; }

    public RestJobs Jobs { get; }

    public RestResults Results { get; }

    public RestServices Services { get; }

    /// <summary>Runs a graph while the caller waits.</summary>
    public async Task RunAsync(HttpContext context)
    {
        await _bodies.TranslateAsync(context, isSaved: true);
        await Today.Sync.RunAsync(context);
    }
}
