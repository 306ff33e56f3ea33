using Graticule.Analysis.Packages.Containers;
using Graticule.Jobs;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Packages.Containers;

/// <summary>What container programs are told, and what is read of a call of singularity.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public CommandLineTests()
    {
        Directory.CreateDirectory(Path.Combine(_root.Path, "usr", "bin"));
        Directory.CreateDirectory(Path.Combine(_root.Path, "var", "lib"));
        File.CreateSymbolicLink(Path.Combine(_root.Path, "bin"), "usr/bin");
        File.CreateSymbolicLink(Path.Combine(_root.Path, "var", "run"), "/run");
    }

    public static TheoryData<string> Programs => [.. ContainerPrograms.All.Select(program => program.Program)];

    public void Dispose() => _root.Dispose();

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_arguments_stand_at_the_end_as_they_are(string program)
    {
        var line = Start(program, Command(["tool", "; rm -rf /", "--", "-x", "a\nb"]));

        Assert.Equal(["tool", "; rm -rf /", "--", "-x", "a\nb"], line.TakeLast(5));
        Assert.Equal(program, line[0]);
    }

    [Theory]
    [InlineData("bwrap", "--unshare-net")]
    [InlineData("podman", "--network=none")]
    [InlineData("apptainer", "--network")]
    public void The_network_is_closed_unless_it_is_asked_for(string program, string option)
    {
        Assert.Contains(option, Start(program, Command(["tool"])));
        Assert.DoesNotContain(option, Start(program, Command(["tool"]) with { HasNetwork = true }));
    }

    [Fact]
    public void A_mount_that_the_image_has_no_place_for_gets_one_beside_what_is_there()
    {
        var line = string.Join(' ', Start("bwrap", Command(["tool"]) with { Mounts = [new("/data", "/var/lib/job/in")] }));

        Assert.Contains($"--symlink usr/bin /bin --ro-bind {_root.Path}/usr /usr --perms 0755 --dir /var --perms 0755 --dir /var/lib --symlink /run /var/run", line, StringComparison.Ordinal);
        Assert.Contains("--ro-bind /data /var/lib/job/in", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_the_image_leads_nowhere_outside_it()
    {
        File.CreateSymbolicLink(Path.Combine(_root.Path, "evil"), "../../../../etc");

        Assert.Contains("--ro-bind /data /etc/x", string.Join(' ', Start("bwrap", Command(["tool"]) with { Mounts = [new("/data", "/evil/x")] })), StringComparison.Ordinal);
        Assert.Contains("--ro-bind /data /run/x", string.Join(' ', Start("bwrap", Command(["tool"]) with { Mounts = [new("/data", "/var/run/x")] })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_of_singularity_is_read_as_scripts_write_it()
    {
        var line = SingularityLine.Parse(
            ["--quiet", "exec", "--contain", "--ipc", "--cleanenv", "--pid", "--home", "/a:/b", "--bind", "/c:/d:ro,/e", "-B", "/f:/g", "--pwd", "/b", "--net", "--network", "none", "--env=K=V=W", "x.sif", "tool", "--bind", "z"]);

        Assert.Equal([new("/c", "/d"), new("/e", "/e", IsWritable: true), new("/f", "/g", IsWritable: true)], line.Mounts);
        Assert.Equal(new Mount("/a", "/b", IsWritable: true), line.Home);
        Assert.Equal(("x.sif", "/b", false, true, true), (line.Image, line.WorkFolder, line.HasNetwork, line.IsContained, line.HasCleanEnvironment));
        Assert.Equal("V=W", line.Environment["K"]);
        Assert.Equal(["tool", "--bind", "z"], line.Arguments);
    }

    [Theory]
    [InlineData("pull", "x")]
    [InlineData("exec", "--unheard-of", "x.sif", "tool")]
    [InlineData("exec", "x.sif")]
    [InlineData("exec", "--bind")]
    public void A_call_that_cannot_be_served_names_what_is_wrong(params string[] words) =>
        Assert.Contains('\'', Assert.Throws<ProblemException>(() => SingularityLine.Parse(words)).Message);

    private static IReadOnlyList<string> Start(string program, ContainerCommand command) => ContainerPrograms.All.First(one => one.Program == program).Start(command);

    private ContainerCommand Command(IReadOnlyList<string> arguments) => new() { Image = new("test", _root.Path), Arguments = arguments };
}
