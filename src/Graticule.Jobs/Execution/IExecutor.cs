namespace Graticule.Jobs.Execution;

/// <summary>Somewhere a worker can run: this machine, a Slurm cluster, a container host.</summary>
public interface IExecutor
{
    /// <summary>Name used in configuration and kept with each job, e.g. <c>local</c> or <c>slurm</c>.</summary>
    string Name { get; }

    /// <summary>How many more orders it would take now; the scheduler claims no more than that.</summary>
    int FreeSlots { get; }

    /// <summary>Hands over a work order and returns the executor's own id for it.</summary>
    /// <exception cref="ProblemException">
    /// InvalidInput when the same order can never be accepted; Unavailable when trying again may help.
    /// </exception>
    Task<string> SubmitAsync(WorkOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Takes up an order that an earlier run of the server handed over, or was handing over when it died. The work goes on under the
    /// handle in the answer, or is lost.
    /// </summary>
    /// <param name="handle">As it was saved; null when the server died before that.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">The server stops.</param>
    /// <exception cref="ProblemException">Unavailable when the executor cannot tell now.</exception>
    Task<WorkStatus> RecoverAsync(string? handle, WorkOrder order, CancellationToken cancellationToken) => Task.FromResult<WorkStatus>(
        handle is null ? new("", WorkState.Lost, Reason: WorkerLoss.StoppedHandingOver) : new(handle, WorkState.Running));

    /// <summary>Says where each handle stands, in one call for all of them.</summary>
    Task<IReadOnlyList<WorkStatus>> PollAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken);

    /// <summary>Asks for an end; the end itself shows in a later poll, and may be a success that came first.</summary>
    Task CancelAsync(string handle, CancellationToken cancellationToken);
}

/// <summary>Run the worker in this folder with these resources.</summary>
public sealed record WorkOrder(Workspace Workspace, Resources Resources)
{
    /// <summary>The job, for people who look at the executor's own lists.</summary>
    public JobId Job { get; init; }
}

public enum WorkState
{
    Waiting,
    Running,

    /// <summary>Ended by itself; what it has to say is the report in its workspace.</summary>
    Exited,

    /// <summary>Gone without a report (killed, crashed, over a limit, node lost); <see cref="WorkStatus.Reason"/> says what is known.</summary>
    Lost,
}

/// <param name="Handle">The handle that was asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">Share done, 0 to 1, when the executor hears of it.</param>
/// <param name="Message">The worker's latest sentence.</param>
/// <param name="Reason">For lost work: why, for the caller.</param>
public sealed record WorkStatus(string Handle, WorkState State, double? Progress = null, string? Message = null, Loss? Reason = null);

/// <summary>Why work was lost.</summary>
/// <param name="Message">What happened, in words for the caller.</param>
/// <param name="MayRetry">False when a repetition would end the same way (over a limit).</param>
/// <param name="NeverBegan">Known not to have begun, and that it never will: a repetition does no harm, whatever the process.</param>
public sealed record Loss(string Message, bool MayRetry, bool NeverBegan = false);
