using Graticule.Analysis.Matchup;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>The match-ups that were asked for through this dialect.</summary>
internal sealed class MatchupJobs(JobEngine engine)
{
    private static readonly Dictionary<string, string?> Wanted = new(StringComparer.Ordinal) { [MatchupNames.Matches] = null, [MatchupNames.Summary] = null };

    /// <exception cref="ProblemException">InvalidInput.</exception>
    public Task<Job> SubmitAsync(Caller caller, MatchupRequest request, string primary, IEnumerable<string> secondaries, CancellationToken cancellationToken)
    {
        var spec = new JobSpec { ProcessId = MatchupNames.Process, Inputs = request.Inputs(primary, secondaries), Outputs = Wanted, Presentation = request.Write() };
        return engine.SubmitAsync(caller.Subject, Words.Dialect, spec, cancellationToken);
    }

    /// <summary>Null when the caller has none of that id.</summary>
    public async Task<Job?> FindAsync(Caller caller, JobId id, CancellationToken cancellationToken)
    {
        try
        {
            var job = await engine.GetAsync(caller.Subject, id, cancellationToken);
            return job is { Dialect: Words.Dialect, Spec: { ProcessId: MatchupNames.Process, Presentation: not null } } ? job : null;
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Ends a job; one that has ended stays as it is.</summary>
    public async Task CancelAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await engine.CancelAsync(job.Owner, job.Id, cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            // It has ended, perhaps just now.
        }
    }

    public static MatchupRequest RequestOf(Job job) => MatchupRequest.Read(job.Spec.Presentation!);

    /// <summary>As the API writes it, with hyphens.</summary>
    public static string IdOf(Job job) => job.Id.Value.ToString();
}
