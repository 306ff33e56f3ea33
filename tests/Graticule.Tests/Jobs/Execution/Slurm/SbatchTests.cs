using System.Diagnostics;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Jobs.Execution.Slurm;

/// <summary>What is handed to Slurm: arguments, and a script that a shell really runs.</summary>
public sealed class SbatchTests : IDisposable
{
    private static readonly SlurmOptions Plain = new() { Program = "graticule" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resources_become_options()
    {
        var resources = new Resources { Nodes = 2, CoresPerNode = 8, MemoryMiB = 1500, WallTime = TimeSpan.FromSeconds(61) };
        var options = Plain with { Partition = "fat", Account = "geo", Qos = "low", Options = ["--constraint=a&b c"] };

        var arguments = Sbatch.Arguments("graticule-1", "abc", tasks: 1, resources, options);

        Assert.Empty(((string[])
            [
                "--parsable", "--export=ALL", "--no-requeue", "--kill-on-invalid-dep=yes", "--job-name=graticule-1", "--comment=abc", "--nodes=2", "--cpus-per-task=8",
                "--mem=1500M", "--time=2", "--partition=fat", "--account=geo", "--qos=low", "--constraint=a&b c",
            ]).Except(arguments, StringComparer.Ordinal));
        Assert.DoesNotContain(arguments, argument => argument.StartsWith("--array", StringComparison.Ordinal));
        Assert.Contains("--array=0-99", Sbatch.Arguments("n", "s", tasks: 100, resources, options));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("own", null, "own")]
    [InlineData(null, "usual", "usual")]
    [InlineData("own", "usual", "own")]
    public void The_queue_of_a_job_goes_before_the_usual_partition(string? queue, string? usual, string? partition)
    {
        var arguments = Sbatch.Arguments("n", "s", tasks: 1, new() { Queue = queue }, Plain with { Partition = usual });

        Assert.Equal(
            partition is null ? [] : [$"--partition={partition}"], arguments.Where(argument => argument.StartsWith("--partition", StringComparison.Ordinal)));
    }

    [Fact]
    public void Jobs_of_other_queues_are_not_alike() => Assert.NotEqual(new Resources { Queue = "a" }, new Resources { Queue = "b" });

    [Theory]
    [InlineData(1, "--time=1")]
    [InlineData(60, "--time=1")]
    [InlineData(3600, "--time=60")]
    [InlineData(3601, "--time=61")]
    [InlineData(8_640_000, "--time=144000")]
    public void Wall_time_is_rounded_up_to_minutes(int seconds, string argument) =>
        Assert.Contains(argument, Sbatch.Arguments("n", "s", 1, new() { WallTime = TimeSpan.FromSeconds(seconds) }, Plain));

    [Theory]
    [InlineData("17\n", "17")]
    [InlineData("17;geo\n", "17")]
    [InlineData("sbatch: lua: welcome\n17\n", "17")]
    [InlineData("", null)]
    [InlineData("Submitted batch job 17", null)]
    public void The_number_of_the_job_is_read_as_slurm_writes_it(string output, string? id) => Assert.Equal(id, Sbatch.ParseId(output));

    [Fact]
    public async Task The_script_runs_the_program_in_its_workspace_between_the_lines_of_the_operator()
    {
        var workspace = Workspace("it's a $HOME `folder`");
        Ticket.Issue(workspace, "abc", "graticule-1", task: null);
        var options = Plain with
        {
            Program = "/bin/sh",
            Arguments = ["-c", "echo \"$@\"; pwd; exit 3", "sh"],
            Header = ["#SBATCH --hint=nomultithread", "echo before"],
            Footer = ["echo after $code"],
        };

        var code = await RunAsync(JobScript.Write("abc", [workspace], options), ("SLURM_CPUS_ON_NODE", "5"));

        Assert.Equal(3, code);
        var output = await File.ReadAllLinesAsync(Path.Combine(workspace.Path, JobScript.OutputName));
        Assert.Equal(["before", $"--cores 5 {workspace.Path}", workspace.Path, "after 3"], output);
        Assert.True(Ticket.Find(workspace)!.HasBegun);
    }

    [Fact]
    public async Task Each_task_of_an_array_finds_its_own_workspace_and_runs_once()
    {
        var workspaces = Enumerable.Range(0, 3).Select(number => Workspace($"w{number}")).ToList();
        for (var task = 0; task < 3; task++)
        {
            Ticket.Issue(workspaces[task], "abc", "graticule-1", task);
        }

        var script = JobScript.Write("abc", workspaces, Plain with { Program = "/bin/sh", Arguments = ["-c", "echo ran", "sh"] });

        Assert.Equal(0, await RunAsync(script, ("SLURM_ARRAY_TASK_ID", "1")));
        Assert.Equal(SlurmState.NotOurs, await RunAsync(script, ("SLURM_ARRAY_TASK_ID", "1")));
        Assert.Equal([false, true, false], workspaces.Select(workspace => File.Exists(Path.Combine(workspace.Path, JobScript.OutputName))));
        Assert.Equal(new Ticket("abc", "graticule-1", 1, HasBegun: true), Ticket.Find(workspaces[1]));
        Assert.Equal(new Ticket("abc", "graticule-1", 2, HasBegun: false), Ticket.Find(workspaces[2]));
    }

    [Fact]
    public async Task A_script_that_comes_after_its_ticket_was_withdrawn_does_nothing()
    {
        var workspace = Workspace("late");
        Ticket.Issue(workspace, "abc", "graticule-1", task: null);
        var script = JobScript.Write("abc", [workspace], Plain with { Program = "/bin/sh", Arguments = ["-c", "echo ran", "sh"] });

        Assert.True(Ticket.TryWithdraw(workspace));

        Assert.Equal(SlurmState.NotOurs, await RunAsync(script));
        Assert.False(File.Exists(Path.Combine(workspace.Path, JobScript.OutputName)));
        Assert.Null(Ticket.Find(workspace));
    }

    [Fact]
    public async Task Of_a_script_and_a_withdrawal_at_the_same_moment_one_wins()
    {
        var workspaces = Enumerable.Range(0, 20).Select(number => Workspace($"race{number}")).ToList();
        workspaces.ForEach(workspace => Ticket.Issue(workspace, "abc", "graticule-1", task: null));
        var script = JobScript.Write("abc", workspaces, Plain with { Program = "/bin/true", Arguments = [] });

        for (var task = 0; task < workspaces.Count; task++)
        {
            var running = RunAsync(script, ("SLURM_ARRAY_TASK_ID", $"{task}"));
            await Task.Delay(task / 4);
            var withdrawn = Ticket.TryWithdraw(workspaces[task]);

            Assert.Equal(withdrawn ? SlurmState.NotOurs : 0, await running);
        }
    }

    private Workspace Workspace(string name) => new(Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName);

    private static async Task<int> RunAsync(string script, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new("/bin/bash") { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return shell.ExitCode;
    }
}
