using Graticule.Raster.Observations;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Takes requests for match-ups.</summary>
internal sealed class MatchupPages(MatchupJobs jobs, DatasetCatalog datasets)
{
    /// <summary>Makes a job and sends the caller to it.</summary>
    public async Task SubmitAsync(HttpContext context, Arguments arguments)
    {
        var request = MatchupReader.Read(arguments);
        var primary = Find(request.Primary)[0];
        var secondaries = request.Secondaries.SelectMany(Find).Distinct(StringComparer.Ordinal);
        var job = await jobs.SubmitAsync(context.Caller(), request, primary, [.. secondaries], context.RequestAborted);
        await Wire.RedirectAsync(context, $"/job?id={MatchupJobs.IdOf(job)}{JobLinks.FileName(arguments)}");
    }

    /// <summary>The data set of that id, or those of the project of that name.</summary>
    private List<string> Find(string name)
    {
        if (datasets.Find(name) is { } dataset)
        {
            return [dataset.Id];
        }

        List<string> ofProject = [.. datasets.List().Where(found => found.Kind == DatasetKind.Points && found.Project == name).Select(found => found.Id)];
        return ofProject.Count > 0 ? ofProject : throw Errors.UnknownDataset(name);
    }
}
