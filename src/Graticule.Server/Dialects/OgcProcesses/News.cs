using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;
using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// What is posted to a subscriber (class callback): the results document after a success, the exception after a failure, else the
/// statusInfo. Files are given by their addresses, whatever the request said.
/// </summary>
internal sealed class News(ProcessCatalog catalog, MapLinks maps)
{
    public async Task<byte[]> WriteAsync(Job job, DeliveryEvent news, CancellationToken cancellationToken)
    {
        var presentation = Presentation.Of(job.Spec);
        var root = new Root(presentation.Root ?? Root.Path);
        return (news, job.State) switch
        {
            (DeliveryEvent.Succeeded, JobState.Succeeded) =>
                Wire.Write(await MakeAsync(job, root, presentation, cancellationToken), ResultsDocument.Write).ToArray(),
            (DeliveryEvent.Failed, JobState.Failed) when job.Problem is { } problem => Wire.Write(Errors.Of(problem), ExceptionPage.Write).ToArray(),
            (DeliveryEvent.Failed, JobState.Cancelled) =>
                Wire.Write(Errors.ResultNotAvailable($"Job '{job.Id}' was dismissed.").Report, ExceptionPage.Write).ToArray(),
            _ => Wire.Write(new StatusInfo(job, root), StatusInfo.Write).ToArray(),
        };
    }

    private async Task<ResultsDocument> MakeAsync(Job job, Root root, Presentation presentation, CancellationToken cancellationToken)
    {
        var groups = ResultSet.Of(job, catalog.Of(job.Spec)?.Description, names: null);
        var links = await OutputLinks.FindAsync(job, root, presentation, groups, maps, cancellationToken);
        return new(job, links, groups, presentation, Contents: null);
    }
}
