using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>Ends jobs and runs early; what they wrote is kept.</summary>
internal static class StopPages
{
    public static async Task StopAsync(HpcRequest request)
    {
        var job = JobAccess.Own(request);
        if (job.Phase != SavedJobPhase.Submitted)
        {
            throw await JobPages.LateAsync(request, job, "cannot be stopped");
        }

        var stopping = await JobAccess.ChangeAsync(request, found => found.Phase != SavedJobPhase.Submitted
            ? found
            : found with { Record = (JobRecord.Of(found) is { StopAt: null } record ? record with { StopAt = request.Parts.Clock.GetUtcNow() } : JobRecord.Of(found)).Write() });
        await EndAsync(request.Parts, stopping, request.Aborted);
        await request.SendAsync(StatusCodes.Status202Accepted);
    }

    public static async Task StopRunAsync(HpcRequest request)
    {
        var (folder, run) = await LiveRun.FindAsync(request, mayChange: true);
        folder.AskToStop(run);
        await request.SendAsync(new JsonObject());
    }

    /// <summary>Tells whoever has the job now that it is to end; once more is as once.</summary>
    public static async Task EndAsync(HpcParts parts, SavedJob job, CancellationToken cancellationToken)
    {
        if (job.Work is not { } id || await parts.Jobs.FindAsync(id, cancellationToken) is not { } work)
        {
            return;
        }

        if (work.State == JobState.Running)
        {
            var folder = JobHistory.FolderOf(parts, work);
            folder.AskToStop();

            // Looked at after a file was made there: a network file system then shows what other machines have made.
            if (folder.ReadFirst() is not null)
            {
                return;
            }

            // It waits for a machine of a cluster. Should it begin at this moment, it finds that it is to end, and has written nothing.
        }

        try
        {
            await parts.Engine.CancelAsync(work.Owner, work.Id, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            // It has ended just now.
        }
    }
}
