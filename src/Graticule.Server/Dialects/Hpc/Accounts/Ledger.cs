using System.Globalization;
using Graticule.Jobs.Accounting;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Accounts;

/// <summary>
/// Who pays what: price x cores x time. A job that is submitted reserves what it can cost; its end says what it did cost. So jobs that run at
/// the same time never spend the same money, and a job is stopped where the money ends, by the limit that it was given.
/// </summary>
internal sealed class Ledger(IChargeStore charges, HpcConfiguration configuration, TimeProvider clock)
{
    /// <summary>Less is no use: a job takes longer to start.</summary>
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Reserves money for a job that is submitted now. One that names its wall time must be affordable whole; one that does not may run as long
    /// as the money lasts.
    /// </summary>
    /// <param name="job">Id of the saved job.</param>
    /// <param name="owner">Who submits it.</param>
    /// <param name="project">What pays; null: nothing that has a budget.</param>
    /// <param name="order">What it asks for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HpcException">400 under <c>projectId</c>: the budget does not bear it.</exception>
    public async Task<Allowance> ReserveAsync(string job, string owner, Project? project, Order order, CancellationToken cancellationToken)
    {
        var whole = new Allowance(order.LongestTime, IsOfBudget: false, order.CostOf(order.LongestTime));
        if (project?.Budget is not { } budget)
        {
            await charges.TryOpenAsync(Charge(job, owner, project, order, whole), budget: null, cancellationToken);
            return whole;
        }

        var left = Left(project)!.Value;
        if (whole.Cost <= left && await charges.TryOpenAsync(Charge(job, owner, project, order, whole), budget, cancellationToken))
        {
            return whole;
        }

        var time = order.TimeFor(left);
        if (order.WallTime is null && time >= LeastTime)
        {
            var part = new Allowance(time, IsOfBudget: true, order.CostOf(time));
            if (await charges.TryOpenAsync(Charge(job, owner, project, order, part), budget, cancellationToken))
            {
                return part;
            }
        }

        throw HpcErrors.Field("/projectId", Refusal(project, budget, left, whole));
    }

    /// <summary>Says that a job has ended, and what that makes; harmless where it was said before.</summary>
    /// <returns>What it cost.</returns>
    public async Task<decimal> SettleAsync(string job, Order order, TimeSpan ran, CancellationToken cancellationToken)
    {
        await charges.TryCloseAsync(job, order.CostOf(ran), ran.TotalSeconds, clock.GetUtcNow(), cancellationToken);
        return charges.Find(job)?.Amount ?? 0;
    }

    /// <summary>What a job did cost or may cost; null where it was never submitted.</summary>
    public Charge? Find(string job) => charges.Find(job);

    /// <summary>Charges of an owner whose jobs were submitted within a time, oldest first.</summary>
    public IReadOnlyList<Charge> List(string owner, DateTimeOffset from, DateTimeOffset before) => charges.List(owner, from, before);

    /// <summary>What a project's jobs did cost, and what those under way may cost at most.</summary>
    public (decimal Spent, decimal Reserved) Sum(Project project) => charges.Sum(project.Id);

    /// <summary>What of a project's budget nobody has spent or reserved; null: it has none.</summary>
    public decimal? Left(Project project)
    {
        var (spent, reserved) = charges.Sum(project.Id);
        return project.Budget - spent - reserved;
    }

    private Charge Charge(string job, string owner, Project? project, Order order, Allowance allowance) => new()
    {
        Job = job,
        Owner = owner,
        Project = project?.Id,
        Machine = order.CoreType.Code,
        Cores = order.Cores,
        Reserved = allowance.Cost,
        OpenedAt = clock.GetUtcNow(),
    };

    private string Refusal(Project project, decimal budget, decimal left, Allowance whole) => string.Create(
        CultureInfo.InvariantCulture,
        $"The budget of the project '{project.Name}' is {budget:0.00####} {configuration.Currency}, of which {Math.Max(0, left):0.00####} are left, and this job may cost {whole.Cost:0.00####} in {whole.WallTime.TotalHours:0.##} hours. A shorter walltime, fewer cores or another project would do.");
}
