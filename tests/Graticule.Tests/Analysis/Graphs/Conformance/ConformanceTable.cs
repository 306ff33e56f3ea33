using System.Globalization;
using System.Text;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>What came of upstream's tests, as a page of the documentation.</summary>
internal static class ConformanceTable
{
    internal static string Write(IReadOnlyList<UpstreamRun> runs)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # openEO: upstream's tests of the processes

            The tests of openeo-processes 2.0.0-rc.2 (Apache-2.0), as far as there are copies of them: {UpstreamTest.All.Count} files with {runs.Count} tests. They are run in the
            process and judged more strictly than upstream does, which takes any exception for the right one: here its name must be right.
            This page is made by the tests: `GRATICULE_WRITE_CONFORMANCE=1 dotnet test tests/Graticule.Tests --filter FullyQualifiedName~ConformanceTableTests`.

            **{Passed(runs)} of {runs.Count} tests pass, {Waived(runs)} are waived with a reason, {Open(runs)} could not be run or are not met.**

            | process | tests | passed | waived | not run or not met |
            |---|---|---|---|---|

            """);
        foreach (var process in runs.GroupBy(run => run.Test.Process, StringComparer.Ordinal))
        {
            IReadOnlyList<UpstreamRun> its = [.. process];
            page.AppendLine(CultureInfo.InvariantCulture, $"| {process.Key} | {its.Count} | {Passed(its)} | {Waived(its)} | {Open(its)} |");
        }

        AppendList(page, "Waived", "These tests contradict the definitions, or themselves. Each of them fails here; one that passes makes the build fail.", runs.Where(IsWaived).Select(run => (run, run.Waiver!)));
        AppendList(page, "Not run or not met", "", runs.Where(IsOpen).Select(run => (run, run.Absent.Count > 0 ? $"there is no {string.Join(", ", run.Absent)}" : run.Failure!)));
        AppendUntested(page);
        return page.ToString();
    }

    private static void AppendList(StringBuilder page, string title, string introduction, IEnumerable<(UpstreamRun Run, string Reason)> entries)
    {
        var rows = entries.Select(entry => $"| {entry.Run.Test.Name} | {entry.Reason.ReplaceLineEndings(" ")} |").ToList();
        if (rows.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{introduction}{(introduction.Length > 0 ? "\n\n" : "")}| test (numbered from 0) | reason |\n|---|---|\n");
            page.AppendJoin('\n', rows).Append('\n');
        }
    }

    private static void AppendUntested(StringBuilder page)
    {
        var without = UpstreamTest.All.Where(tests => tests.Value.Count == 0).Select(tests => tests.Key).ToList();
        var (there, absent) = (without.Where(UpstreamRun.IsThere), without.Where(id => !UpstreamRun.IsThere(id)));
        page.Append(CultureInfo.InvariantCulture, $"\n## Without tests\n\nThe files hold no test for these processes, which are there: {string.Join(", ", there.DefaultIfEmpty("none"))}.\n");
        page.Append(CultureInfo.InvariantCulture, $"For these, which are not there, neither: {string.Join(", ", absent.DefaultIfEmpty("none"))}.\n");
    }

    private static int Passed(IEnumerable<UpstreamRun> runs) => runs.Count(run => run.Failure is null && run.Waiver is null);

    private static int Waived(IEnumerable<UpstreamRun> runs) => runs.Count(IsWaived);

    private static int Open(IEnumerable<UpstreamRun> runs) => runs.Count(IsOpen);

    private static bool IsWaived(UpstreamRun run) => run.Waiver is not null && run.Absent.Count == 0 && run.Failure is not null;

    private static bool IsOpen(UpstreamRun run) => run.Failure is not null && !IsWaived(run);
}
