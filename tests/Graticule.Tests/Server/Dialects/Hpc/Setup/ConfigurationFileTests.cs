using Graticule.Jobs;
using Graticule.Server.Dialects.Hpc.Configuration;
using Graticule.Server.Dialects.Hpc.Setup;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Dialects.Hpc.Setup;

public sealed class ConfigurationFileTests
{
    private static readonly HpcConfiguration Usual = DefaultConfiguration.Of(new(8, 16384, "A processor", []), hasSlurm: false);

    [Fact]
    public void What_the_file_says_holds_and_the_rest_is_as_usual()
    {
        var read = Read(
            """
            currency: EUR
            ignoreLateChanges: true
            fileQuota: 0.5
            throttling: { jobSubmission: 0 }
            organization: { code: uni, mailDomain: uni.example.org }
            projects:
              - { id: p1, name: First, budget: 12.5, members: [ann, bob] }
            coreTypes:
              - code: granite
                cores: [2, 4]
                price: 0.1
                lowPriorityPrice: 0.04
                memoryPerCore: 4096
                maxWalltime: 48
                executor: slurm
                partition: long
                maxNodes: 3
            analyses:
              - code: openfoam
                name: OpenFOAM
                versions:
                  - code: "2312"
                    coreTypes: granite
                    path: [/opt/openfoam/bin]
                    modules: [openfoam/2312, mpi]
                    image: registry.example.org/openfoam:2312
                    environment: { WM_OPTIONS: x, N: 4 }
                    network: true
            """,
            hasSlurm: true);
        Assert.Equal("EUR", read.Currency);
        Assert.True(read.IgnoresLateChanges);
        Assert.Equal(1L << 29, read.FileQuota);
        Assert.Equal((7200, 0), (read.Throttling.User, read.Throttling.JobSubmission));
        Assert.Equal(("uni", "uni.example.org", "local"), (read.Organization.Code, read.Organization.MailDomain, read.Organization.WorkspaceId));
        Assert.Equal(12.5m, read.FindProject("ann", "p1")!.Budget);
        Assert.Null(read.FindProject("eve", "p1"));
        var granite = read.CoreTypes.Single();
        Assert.Equal((0.1m, 0.04m, 4096, 48, "slurm", "long"), (granite.Price, granite.PriceOf(true), granite.MemoryPerCoreMiB, granite.MaxWallTimeHours, granite.Executor, granite.Partition));
        Assert.Equal([false, true, false, true, false, true, true, false], ((int[])[1, 2, 3, 4, 6, 8, 12, 16]).Select(granite.Allows));
        var version = read.Analyses.Single().Find("2312")!;
        Assert.Equal((true, "registry.example.org/openfoam:2312"), (version.AllowsNetwork, version.Start.Image));
        Assert.Equal(["openfoam/2312", "mpi"], version.Start.Modules);
        Assert.Equal("4", version.Start.Environment["N"]);
    }

    [Fact]
    public void An_empty_map_changes_nothing() => Assert.Equal(Usual, Read("{}"));

    [Fact]
    public void Every_fault_is_told_with_its_place()
    {
        var fault = Assert.Throws<ProblemException>(() => Read(
            """
            curency: EUR
            coreTypes:
              - { code: granite, cores: [4, 2], price: -1, executor: slurm }
              - { code: granite, cores: none, colour: red }
            analyses: []
            projects:
              - { name: Nameless }
            """));
        Assert.Equal(
            [
                "/curency", "/coreTypes/0/executor", "/coreTypes/0/cores", "/coreTypes/0/price", "/coreTypes/1/colour", "/coreTypes/1/cores", "/projects/0/id", "/analyses",
                "/coreTypes",
            ],
            fault.Problem.Details!.Select(detail => detail.Pointer));
    }

    [Theory]
    [InlineData("local", "long", "Only a Slurm cluster has partitions")]
    [InlineData("slurm", "'--wrap=id'", "must begin with a letter or a digit")]
    [InlineData("slurm", "'a,b'", "letters, digits and . _ - + only")]
    [InlineData("slurm", "'a b'", "letters, digits and . _ - + only")]
    [InlineData("slurm", "' '", "may not be blank")]
    [InlineData("slurm", "[a]", "Not a valid string")]
    public void A_partition_is_a_plain_name_and_needs_a_cluster(string executor, string partition, string sentence)
    {
        var fault = Assert.Throws<ProblemException>(() => Read($"coreTypes: [{{ code: a, cores: [1], executor: {executor}, partition: {partition} }}]", hasSlurm: true));
        var detail = Assert.Single(fault.Problem.Details!);
        Assert.Equal("/coreTypes/0/partition", detail.Pointer);
        Assert.Contains(sentence, detail.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- a\n- b\n")]
    [InlineData("a: [\n")]
    [InlineData("")]
    public void What_is_no_map_is_refused(string text) => Assert.Equal(ProblemKind.InvalidInput, Assert.Throws<ProblemException>(() => Read(text)).Problem.Kind);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var fault = Assert.Throws<ProblemException>(() => ConfigurationFile.Read("/nowhere/hpc.yaml", Usual, hasSlurm: false));
        Assert.Contains("/nowhere/hpc.yaml", fault.Message, StringComparison.Ordinal);
    }

    private static HpcConfiguration Read(string text, bool hasSlurm = false)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "hpc.yaml");
        File.WriteAllText(path, text);
        return ConfigurationFile.Read(path, Usual, hasSlurm);
    }
}
