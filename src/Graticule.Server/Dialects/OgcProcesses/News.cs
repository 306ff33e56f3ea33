using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// What is posted to a subscriber (class callback): the results document after a success, the exception after a failure, else the
/// statusInfo. Files are given by their addresses, whatever the request said.
/// </summary>
internal static class News
{
    public static byte[] Write(Job job, DeliveryEvent news, ProcessCatalog catalog)
    {
        var presentation = Presentation.Of(job.Spec);
        var root = new Root(presentation.Root ?? Root.Path);
        return (news, job.State) switch
        {
            (DeliveryEvent.Succeeded, JobState.Succeeded) => Wire.Write(Document(job, root, presentation, catalog), ResultsDocument.Write).ToArray(),
            (DeliveryEvent.Failed, JobState.Failed) when job.Problem is { } problem => Wire.Write(Errors.Of(problem), ExceptionPage.Write).ToArray(),
            (DeliveryEvent.Failed, JobState.Cancelled) =>
                Wire.Write(Errors.ResultNotAvailable($"Job '{job.Id}' was dismissed.").Report, ExceptionPage.Write).ToArray(),
            _ => Wire.Write(new StatusInfo(job, root), StatusInfo.Write).ToArray(),
        };
    }

    private static ResultsDocument Document(Job job, Root root, Presentation presentation, ProcessCatalog catalog) =>
        new(job, root, ResultSet.Of(job, catalog.Of(job.Spec)?.Description, names: null), presentation, Contents: null);
}
