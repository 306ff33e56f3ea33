using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Accounts;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>
/// Hands saved jobs to the engine. In this order, so that a crash between any two steps can be repeated: the money is reserved, the files are
/// held, the row says under which id the engine will have it, the engine takes it.
/// </summary>
internal sealed class Submission(HpcParts parts)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly Ledger _ledger = new(parts.Charges, parts.Configuration, parts.Clock);
    private readonly ApiKeys _keys = new(parts.Keys, parts.Clock);

    public static async Task SubmitAsync(HpcRequest request)
    {
        var job = JobAccess.Own(request);
        if (job.Phase == SavedJobPhase.Draft)
        {
            await new Submission(request.Parts).SubmitAsync(request, job);
        }
        else if (!request.Parts.Configuration.IgnoresLateChanges)
        {
            throw await JobPages.LateAsync(request, job, "cannot be submitted again; save a new one");
        }

        await request.SendAsync(StatusCodes.Status200OK);
    }

    /// <summary>Goes on where an earlier run of the server ended between its row and the engine.</summary>
    public async Task ResumeAsync(SavedJob job, CancellationToken cancellationToken)
    {
        var plan = new JobPlan(parts, job);
        await StartAsync(job, plan, await KeyAsync(plan, job, cancellationToken), cancellationToken);
    }

    private async Task SubmitAsync(HpcRequest request, SavedJob job)
    {
        var plan = new JobPlan(parts, job);
        _ = plan.Spec(key: null); // what is wrong with its table is told before anything is reserved
        var allowance = await _ledger.ReserveAsync(job.Id, job.Owner, plan.Project, plan.Payment, request.Aborted);
        if (plan.Files.Any())
        {
            await parts.Library.HoldAsync(job.Id, plan.Files, request.Aborted);
        }

        var key = await KeyAsync(plan, job, request.Aborted);
        var submitted = await JobAccess.ChangeAsync(request, found => found.Phase != SavedJobPhase.Draft || found.Revision != job.Revision
            ? throw HpcErrors.BadRequest("The job was submitted or changed at the same moment.")
            : found with
            {
                Phase = SavedJobPhase.Submitted,
                Work = JobId.New(parts.Clock),
                Record = new JobRecord
                {
                    SubmittedAt = parts.Clock.GetUtcNow(),
                    Allowed = allowance.WallTime.TotalSeconds,
                    IsOfBudget = allowance.IsOfBudget,
                    Key = key?.Key.Id,
                }.Write(),
            });
        await StartAsync(submitted, new(parts, submitted), key, CancellationToken.None);
    }

    private async Task StartAsync(SavedJob job, JobPlan plan, NewKey? key, CancellationToken cancellationToken)
    {
        try
        {
            await parts.Engine.SubmitAsync(job.Owner, Words.Dialect, job.Work!.Value, plan.Spec(key?.Secret), plan.CoreType.Executor, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            // The engine has it: whoever asked before got so far.
        }
    }

    /// <summary>Only commands that may use the network have any use for a key.</summary>
    private async Task<NewKey?> KeyAsync(JobPlan plan, SavedJob job, CancellationToken cancellationToken) => plan.HasNetwork
        ? await _keys.CreateAsync(job.Owner, Scopes.Read | Scopes.Execute, parts.Clock.GetUtcNow() + plan.Payment.LongestTime + LongestWait, cancellationToken)
        : null;
}
