namespace Graticule.Server.Dialects.Hpc.Accounts;

/// <summary>How long a job may run.</summary>
/// <param name="WallTime">Longer than zero.</param>
/// <param name="IsOfBudget">Whether the budget of its project is the bound, not its own wall time: to be told when it is stopped.</param>
/// <param name="Cost">Of the whole of it.</param>
internal sealed record Allowance(TimeSpan WallTime, bool IsOfBudget, decimal Cost);
