using Graticule.Cli;
using Graticule.Jobs;

namespace Graticule.Tests.Cli;

public sealed class ExitCodeTests
{
    [Fact]
    public void Every_kind_of_problem_has_a_code_of_the_table()
    {
        var known = ExitCode.Table.Select(row => row.Code).ToHashSet();

        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.Contains(ExitCode.Of(kind), known));
        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.NotEqual(ExitCode.Ok, ExitCode.Of(kind)));
    }

    [Fact]
    public void The_table_names_each_code_once()
    {
        Assert.Equal(ExitCode.Table.Count, ExitCode.Table.Select(row => row.Code).Distinct().Count());
        Assert.Equal([0, 1, 2, 3, 4, 5, 130], ExitCode.Table.Select(row => row.Code));
    }

    [Theory]
    [InlineData(JobState.Succeeded, 0)]
    [InlineData(JobState.Failed, 1)]
    [InlineData(JobState.Cancelled, 1)]
    public void A_wait_tells_how_the_job_ended(JobState state, int code) => Assert.Equal(code, ExitCode.Of(state));
}
