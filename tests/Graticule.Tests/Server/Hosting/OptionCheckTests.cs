using Graticule.Jobs;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Hosting;

public sealed class OptionCheckTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:0")]
    [InlineData("http://[::1]:8080;http://127.0.0.9:8081")]
    public void Without_keys_loopback_addresses_are_fine(string urls) => OptionCheck.Check(new() { Urls = urls });

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.168.1.5:8080")]
    [InlineData("http://maps.example.org:80")]
    [InlineData("http://127.0.0.1:8080;http://0.0.0.0:8081")]
    public void Without_keys_other_addresses_are_refused_and_with_keys_they_are_not(string urls)
    {
        var exception = Assert.Throws<ProblemException>(() => OptionCheck.Check(new() { Urls = urls }));

        Assert.Contains("--auth keys", exception.Message, StringComparison.Ordinal);
        OptionCheck.Check(new() { Urls = urls, Access = AccessMode.Keys });
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://127.0.0.1:8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/base")]
    public void What_is_no_address_is_refused(string urls) => Assert.Throws<ProblemException>(() => OptionCheck.Check(new() { Urls = urls }));

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var exception = Assert.Throws<ProblemException>(() => OptionCheck.Check(new() { Urls = "nonsense", Workers = 0, MaxConnections = 0 }));

        Assert.Equal(["/urls", "/workers", "/maxConnections"], exception.Problem.Details!.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Jobs_go_to_a_cluster_only_where_there_is_one()
    {
        SlurmOptions slurm = new() { Program = "graticule" };
        Assert.Contains("--slurm", Assert.Throws<ProblemException>(() => OptionCheck.Check(new() { Executor = "slurm" })).Message, StringComparison.Ordinal);
        OptionCheck.Check(new() { Executor = "slurm", Slurm = slurm });

        var exception = Assert.Throws<ProblemException>(() => OptionCheck.Check(new() { Slurm = slurm with { MaxJobs = 0, Options = ["haswell"] } }));

        Assert.Equal(["/slurm/maxJobs", "/slurm/options"], exception.Problem.Details!.Select(fault => fault.Pointer));
    }
}
