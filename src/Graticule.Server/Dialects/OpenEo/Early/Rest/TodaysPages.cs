namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary>The pages of 1.x that also do the work of 0.3 and 0.4.</summary>
internal sealed class TodaysPages
{
    public TodaysPages(OpenEoParts parts, UserFiles files)
    {
        var options = parts.Options;
        var processes = new UserProcesses(parts.Documents, parts.Clock);
        var specs = new JobSpecs(processes, files);
        Batch = new(parts.Engine, parts.Documents, specs, parts.Clock);
        Log = new(parts.Logs);
        Maps = new(parts.Documents, parts.Files, specs, parts.GraphSettings, parts.Clock);
        Jobs = new(Batch, parts.Files, options);
        Logs = new(Batch, Log);
        Estimate = new(Batch, specs, parts.Engine);
        Sync = new(new(parts.Engine, parts.Catalog, Batch, options), specs, parts.Files, options);
        Services = new(Maps, parts.Maps, options);
        Validation = new(new(parts.Processes), processes, files, parts.Collections, new(parts.UdfRuntimes), options);
    }

    public BatchJobs Batch { get; }

    public JobLog Log { get; }

    public Services Maps { get; }

    public JobPages Jobs { get; }

    public LogPages Logs { get; }

    public EstimatePage Estimate { get; }

    public SyncPage Sync { get; }

    public ServicePages Services { get; }

    public ValidationPage Validation { get; }
}
