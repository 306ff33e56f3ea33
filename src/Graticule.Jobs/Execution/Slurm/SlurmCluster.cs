namespace Graticule.Jobs.Execution.Slurm;

/// <summary>A Slurm cluster as questions and answers.</summary>
public sealed class SlurmCluster(SlurmOptions options, TimeProvider clock)
{
    private readonly SlurmCommands _commands = new(options, clock);
    private ClusterFacts? _facts;

    /// <summary>What the cluster's configuration says; asked for once.</summary>
    /// <exception cref="ProblemException">Unavailable: the cluster does not answer.</exception>
    internal async Task<ClusterFacts> LearnAsync(CancellationToken cancellationToken) =>
        _facts ??= Scontrol.Parse(await AskAsync("scontrol", Scontrol.Arguments, cancellationToken))
            ?? throw new ProblemException(ProblemKind.Unavailable, "'scontrol show config' does not name a cluster.");

    /// <summary>Hands over one job, or an array of several; the job's number.</summary>
    /// <exception cref="ProblemException">
    /// InvalidInput: Slurm will never take it. Unavailable: the cluster does not answer, and may or may not have taken it.
    /// </exception>
    internal async Task<string> SubmitAsync(IReadOnlyList<string> arguments, string script, CancellationToken cancellationToken)
    {
        var answer = await _commands.RunAsync("sbatch", arguments, script, cancellationToken);
        if (answer.IsSuccess)
        {
            return Sbatch.ParseId(answer.Output)
                ?? throw new ProblemException(ProblemKind.Unavailable, $"'sbatch' named no job: {answer.Output.Trim()}");
        }

        throw SlurmFault.IsPassing(answer.Errors)
            ? NotAnswering(answer)
            : new ProblemException(ProblemKind.InvalidInput, $"Slurm does not take the job: {SlurmFault.Sentence(answer.Errors)}", "resources");
    }

    /// <summary>Those of the jobs that the controller knows; with them the other tasks of their arrays.</summary>
    /// <exception cref="ProblemException">Unavailable.</exception>
    internal Task<IReadOnlyList<SlurmJob>> ListAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken) =>
        QueueAsync(Squeue.Arguments(handles), cancellationToken);

    /// <summary>The jobs of one submission.</summary>
    /// <exception cref="ProblemException">Unavailable.</exception>
    internal async Task<IReadOnlyList<SlurmJob>> FindAsync(string name, string submission, CancellationToken cancellationToken) =>
        [.. (await QueueAsync(Squeue.ByName(name), cancellationToken)).Where(job => job.Comment == submission)];

    /// <summary>What the cluster's records have of ended jobs; nothing where it keeps none.</summary>
    /// <exception cref="ProblemException">Unavailable.</exception>
    internal async Task<IReadOnlyList<SlurmJob>> AccountAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken)
    {
        var facts = await LearnAsync(cancellationToken);
        if (handles.Count == 0 || !(facts.HasAccounting || facts.HasCompletions))
        {
            return [];
        }

        var answer = await _commands.RunAsync("sacct", Sacct.Arguments(handles, facts.HasAccounting), "", cancellationToken);
        return Sacct.Parse(answer.Output);
    }

    /// <exception cref="ProblemException">Unavailable.</exception>
    internal async Task CancelAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken)
    {
        var answer = await _commands.RunAsync("scancel", Scancel.Arguments(handles), "", cancellationToken);
        if (!answer.IsSuccess && SlurmFault.IsPassing(answer.Errors))
        {
            throw NotAnswering(answer);
        }
    }

    /// <summary>How the nodes are that jobs go to.</summary>
    /// <exception cref="ProblemException">Unavailable.</exception>
    public async Task<NodeFigures> LookAtNodesAsync(CancellationToken cancellationToken) =>
        Sinfo.Parse(await AskAsync("sinfo", Sinfo.Arguments(options.Partition), cancellationToken));

    private async Task<IReadOnlyList<SlurmJob>> QueueAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await _commands.RunAsync("squeue", arguments, "", cancellationToken);
        if (!answer.IsSuccess && !SlurmFault.IsUnknownJob(answer.Errors))
        {
            throw NotAnswering(answer);
        }

        return Squeue.Parse(answer.Output);
    }

    private async Task<string> AskAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await _commands.RunAsync(command, arguments, "", cancellationToken);
        return answer.IsSuccess ? answer.Output : throw NotAnswering(answer);
    }

    private static ProblemException NotAnswering(CommandAnswer answer) =>
        new(ProblemKind.Unavailable, $"The cluster does not answer: {SlurmFault.Sentence(answer.Errors)}", "slurm");
}
