namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>Upstream's tests of the processes, one by one.</summary>
public sealed class UpstreamTests
{
    private const string None = "";

    public static TheoryData<string> Names => UpstreamTest.Folder is null
        ? [None]
        : [.. UpstreamTest.All.Values.SelectMany(tests => tests).Select(test => test.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Upstream_test(string name)
    {
        Skip.If(name == None, SharedData.Absent);

        var run = UpstreamRun.Of(UpstreamTest.Find(name));

        Skip.If(run.Absent.Count > 0, $"There is no {string.Join(", ", run.Absent)}.");
        Assert.False(run.Waiver is not null && run.Failure is null, "The test is waived, but passes.");
        Skip.If(run.Waiver is not null, $"Waived: {run.Waiver}.");
        Assert.True(run.Failure is null, run.Failure);
    }

    [SkippableFact]
    public void Waivers_name_tests_that_exist()
    {
        Skip.If(UpstreamTest.Folder is null, SharedData.Absent);

        var unknown = UpstreamWaivers.All.Keys.Where(name =>
            UpstreamTest.All.TryGetValue(name.Split('#')[0], out var tests) && tests.All(test => test.Name != name));

        Assert.Empty(unknown);
    }
}
