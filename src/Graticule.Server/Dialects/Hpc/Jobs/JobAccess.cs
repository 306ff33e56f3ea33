using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Sharing;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>Which saved jobs a caller may see, and which are its own.</summary>
internal static class JobAccess
{
    /// <summary>A job that is the caller's, that was shared with it, or that everybody may look at.</summary>
    /// <exception cref="HpcException">404: there is none of that id for this caller.</exception>
    public static SavedJob See(HpcRequest request) => See(request, request.Route("id"));

    /// <inheritdoc cref="See(HpcRequest)"/>
    public static SavedJob See(HpcRequest request, string id)
    {
        var job = request.Parts.Saved.Find(id) ?? throw HpcErrors.NotFound;
        var isVisible = job.Owner == request.Owner || job.IsPublic || new Shares(request.Parts.Documents, request.Parts.Clock).IsShared(id, request.Owner);
        return isVisible ? job : throw HpcErrors.NotFound;
    }

    /// <summary>A job that the caller may change.</summary>
    /// <exception cref="HpcException">404 as for <see cref="See(HpcRequest)"/>; 403: it is somebody else's.</exception>
    public static SavedJob Own(HpcRequest request)
    {
        var job = See(request);
        return job.Owner == request.Owner
            ? job
            : throw HpcErrors.Detail(StatusCodes.Status403Forbidden, "You do not have permission to perform this action: the job belongs to somebody else.");
    }

    /// <summary>Changes a job until nobody was faster.</summary>
    /// <param name="request">Of its owner.</param>
    /// <param name="change">The new one of the one that is stored; may be asked several times.</param>
    public static async Task<SavedJob> ChangeAsync(HpcRequest request, Func<SavedJob, SavedJob> change)
    {
        while (true)
        {
            var changed = change(Own(request)) with { UpdatedAt = request.Parts.Clock.GetUtcNow() };
            if (await request.Parts.Saved.TryReplaceAsync(changed, request.Aborted))
            {
                return changed with { Revision = changed.Revision + 1 };
            }
        }
    }
}
