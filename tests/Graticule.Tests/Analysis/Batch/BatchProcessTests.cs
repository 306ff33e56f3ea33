using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Graticule.Analysis.Batch;
using Graticule.Analysis.Packages;
using Graticule.Tests.Analysis.Packages.Containers;

namespace Graticule.Tests.Analysis.Batch;

public sealed class BatchProcessTests : IDisposable
{
    private readonly BatchJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task A_block_of_the_log_announces_the_command_and_ends_with_its_exit_code_and_an_empty_line()
    {
        await _job.RunAsync(BatchJob.Of("echo one; echo two >&2; printf three; exit 3"));

        var folder = _job.Log().Split("Working dir: ")[1].Split(". Process output")[0];
        Assert.EndsWith("/work", folder, StringComparison.Ordinal);
        Assert.Equal(
            $"Launching echo one; echo two >&2; printf three; exit 3, Working dir: {folder}. Process output follows:\none\ntwo\nthree\nExited with code 3\n\n", _job.Log());
        Assert.Equal("three", _job.Log().Split('\n')[^4]); // lines[-3] of a reader that keeps no empty line at the end
        Assert.Equal(3, _job.Manifest.Runs.Single().ExitCode);
        Assert.Null(_job.Manifest.Stop);
    }

    [Fact]
    public async Task Several_analyses_share_the_folder_and_append_a_block_each()
    {
        await _job.RunAsync(BatchJob.Of("pwd > where; echo first", "# ", "cat where; pwd"));

        var blocks = _job.Log().Split("Launching ");
        Assert.Equal(4, blocks.Length);
        Assert.EndsWith("first\nExited with code 0\n\n", blocks[1], StringComparison.Ordinal);
        Assert.EndsWith("follows:\nExited with code 0\n\n", blocks[2], StringComparison.Ordinal);
        var lines = blocks[3].Split('\n');
        Assert.Equal(lines[1], lines[2]);
    }

    [Fact]
    public async Task After_a_command_that_fails_no_other_runs()
    {
        await _job.RunAsync(BatchJob.Of("false", "touch never"));

        Assert.Equal(1, _job.Manifest.Runs.Single().ExitCode);
        Assert.Equal([BatchNames.Log], _job.Paths());
    }

    [Fact]
    public async Task Commands_get_their_own_environment_and_nothing_of_the_workers()
    {
        var order = BatchJob.Of("env; command -v python");
        Environment.SetEnvironmentVariable("GRATICULE_TEST_SECRET", "secret");

        await _job.RunAsync(order with { Analyses = [order.Analyses[0] with { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["JOB"] = "abc 'def' \"x\"\nline" } }] });

        Assert.Contains("JOB=abc 'def' \"x\"\nline\n", _job.Log(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _job.Log(), StringComparison.Ordinal);
        Assert.Contains("/python\nExited with code 0", _job.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_setup_of_a_software_runs_in_the_shell_of_the_command()
    {
        var order = BatchJob.Of("echo $READY");

        await _job.RunAsync(order with { Analyses = [order.Analyses[0] with { Setup = "READY=yes" }] });

        Assert.EndsWith("follows:\nyes\nExited with code 0\n\n", _job.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_commands_leave_are_kept_with_their_checksum_whatever_they_are_called()
    {
        await _job.RunAsync(BatchJob.Of("mkdir -p a/b; head -c 300000 /dev/urandom > ./-base64; : > a/b/empty; echo 'x' > 'a/with space & $(id)'"));

        Assert.Equal(["-base64", "a/b/empty", "a/with space & $(id)", BatchNames.Log], _job.Paths());
        foreach (var file in _job.Manifest.Files)
        {
            var content = _job.Read(file.Path);
            Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(content)), file.Sha512);
            Assert.Equal(content.Length, file.Length);
        }
    }

    [Fact]
    public async Task Inputs_are_in_the_folder_and_come_back_only_when_they_were_changed()
    {
        var order = BatchJob.Of("cat in.txt; echo more >> changed.txt") with
        {
            Files = [new(_job.Write("a", "content\n"), "in.txt"), new(_job.Write("b", "some\n"), "changed.txt")],
        };

        await _job.RunAsync(order);

        Assert.Contains("\ncontent\n", _job.Log(), StringComparison.Ordinal);
        Assert.Equal(["changed.txt", BatchNames.Log], _job.Paths());
        Assert.Equal("some\nmore\n", _job.Text("changed.txt"));
        Assert.Equal("some\n", await File.ReadAllTextAsync(Path.Combine(_job.Folder, "b")));
    }

    [Fact]
    public async Task A_large_input_can_be_read_and_is_not_copied_where_it_can_be_shown()
    {
        var path = Path.Combine(_job.Folder, "large");
        await using (var file = File.Create(path))
        {
            file.SetLength(65L << 20);
        }

        await _job.RunAsync(BatchJob.Of("stat -c %s large.bin; rm -f large.bin || true") with { Files = [new(path, "large.bin")] });

        Assert.Contains($"\n{65 << 20}\n", _job.Log(), StringComparison.Ordinal);
        Assert.Equal([BatchNames.Log], _job.Paths());
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Links_are_kept_where_they_lead_to_files_of_the_run_and_never_followed_elsewhere()
    {
        await _job.RunAsync(BatchJob.Of("echo data > real; ln -s real good; ln -s /etc/passwd bad; ln -s /etc dir; ln -s ../.. up; mkfifo pipe"));

        Assert.Equal(["good", BatchNames.Log, "real"], _job.Paths());
        Assert.Equal("data\n", _job.Text("good"));
        Assert.Equal(4, _job.Notes.Count(note => note.Contains("was not kept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_log_cannot_be_replaced_by_the_command()
    {
        await _job.RunAsync(BatchJob.Of("rm -f process_output.log; ln -sf /etc/passwd process_output.log; echo still here"));

        Assert.Contains("still here\nExited with code 0\n", _job.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Walls_hide_the_machine_and_its_network()
    {
        Skip(await BatchWalls.FindAsync(CancellationToken.None));
        var secret = _job.Write("secret", "hidden");

        await _job.RunAsync(BatchJob.Of($"cat {secret}; ls {_job.Attempt}; cat /etc/shadow; touch /usr/x; echo h > /proc/sys/kernel/hostname; cat /proc/net/dev | wc -l; exit 0"));

        Assert.DoesNotContain("hidden", _job.Log(), StringComparison.Ordinal);
        Assert.Contains("\n3\nExited with code 0", _job.Log(), StringComparison.Ordinal);
        Assert.Equal(5, _job.Log().Split('\n').Count(line => line.Contains("No such file", StringComparison.Ordinal) || line.Contains("Read-only", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_ends_a_program()
    {
        await _job.RunAsync(BatchJob.Of("bash -c 'yes | head -n 1; echo \"${PIPESTATUS[0]}\"'"));

        Assert.Contains("y\n141\nExited with code 0\n", _job.Log(), StringComparison.Ordinal); // 128 + SIGPIPE
    }

    [Fact]
    public async Task A_command_inherits_the_limits_of_files_and_leaves_no_memory_dumps()
    {
        var order = BatchJob.Of("bash -c 'ulimit -f; ulimit -c'");

        await _job.RunAsync(order with { Limits = order.Limits with { DiskMiB = 7 } });

        Assert.Contains("\n7168\n0\nExited with code 0\n", _job.Log(), StringComparison.Ordinal); // bash counts KiB
    }

    [Fact]
    public async Task Walltime_ends_the_command_and_keeps_what_it_wrote()
    {
        var order = BatchJob.Of("trap 'echo bye; exit 7' TERM; echo part > part.txt; while :; do sleep 0.05; done");

        await _job.RunAsync(order with { Limits = order.Limits with { WallSeconds = 0.7 } });

        Assert.Equal("part\n", _job.Text("part.txt"));
        Assert.Contains("\nbye\n", _job.Log(), StringComparison.Ordinal);
        Assert.Contains("ran longer than its 0.7 s", _job.Log(), StringComparison.Ordinal);
        Assert.Equal(BatchStop.WallTime, _job.Manifest.Stop);
        Assert.Equal(7, _job.Manifest.Runs.Single().ExitCode);
    }

    [Fact]
    public async Task A_command_that_does_not_heed_a_stop_is_killed_with_all_that_it_started()
    {
        var order = BatchJob.Of("trap '' TERM; (trap '' TERM; while :; do sleep 0.1; done) & echo up > up; while :; do sleep 0.1; done");
        var running = _job.RunAsync(order with { Limits = order.Limits with { GraceSeconds = 0.3 } });
        await ExistsAsync(Path.Combine(_job.Attempt, "work", "up"));

        new BatchFolder(_job.Attempt).AskToStop();
        await running;

        Assert.Equal(BatchStop.Asked, _job.Manifest.Stop);
        Assert.Equal("up\n", _job.Text("up"));
        Assert.Contains("a stop was asked for", _job.Manifest.Runs.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_much_disk_ends_the_command()
    {
        var order = BatchJob.Of("for i in 1 2 3 4 5 6 7 8; do head -c 3000000 /dev/zero > f$i; sleep 0.3; done");

        await _job.RunAsync(order with { Limits = order.Limits with { DiskMiB = 8 } });

        Assert.Equal(BatchStop.Limit, _job.Manifest.Runs.Single().Stop);
        Assert.Contains("MiB to disk", _job.Log(), StringComparison.Ordinal);
        Assert.Contains("f1", _job.Paths());
    }

    [Fact]
    public async Task Too_much_memory_ends_the_command()
    {
        var order = BatchJob.Of("python3 -c 'import time; x = bytearray(300 << 20); time.sleep(20)'");

        await _job.RunAsync(order with { Limits = order.Limits with { MemoryMiB = 100 } });

        Assert.Equal(BatchStop.Limit, _job.Manifest.Runs.Single().Stop);
        Assert.Contains("100 MiB of memory", _job.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_has_a_run_for_each_row_with_files_made_of_templates()
    {
        var order = BatchJob.Of("cat in/put.txt; cat shared; pwd") with
        {
            Cases = [Row("1.5", "ä"), Row("-2", "b c"), Row("3", "")],
            Slots = 2,
            Files = [new(_job.Write("s", "shared\n"), "shared")],
            Templates = [new(_job.Write("t", "x=${x} ${ name }!\n"), "in/put.txt")],
        };

        await _job.RunAsync(order);

        Assert.Equal([1, 2, 3], _job.Manifest.Runs.Select(run => run.Number));
        Assert.Contains("\nx=1.5 ä!\nshared\n", _job.Log(1), StringComparison.Ordinal);
        Assert.Contains("\nx=-2 b c!\nshared\n", _job.Log(2), StringComparison.Ordinal);
        Assert.Contains("/run3\n", _job.Log(3), StringComparison.Ordinal);
        Assert.Equal("x=3 !\n", _job.Text("in/put.txt", 3));
        Assert.Equal(["in/put.txt", BatchNames.Log], _job.Paths(2));
    }

    [Fact]
    public async Task Slots_bound_how_many_runs_there_are_at_once()
    {
        var order = BatchJob.Of("sleep 0.3") with { Cases = [Row("1", ""), Row("2", ""), Row("3", ""), Row("4", "")], Slots = 2 };

        await _job.RunAsync(order);

        var runs = _job.Manifest.Runs;
        Assert.Equal(2, runs.Max(run => runs.Count(other => other.StartedAt <= run.StartedAt && other.EndedAt > run.StartedAt)));
    }

    [Fact]
    public async Task A_variable_that_no_row_has_fails_the_run_and_is_named()
    {
        var order = BatchJob.Of("touch never") with { Cases = [Row("1", "")], Templates = [new(_job.Write("t", "${nix}"), "in")] };

        await _job.RunAsync(order);

        Assert.Contains("names the variable 'nix'; there are: x, name", _job.Log(), StringComparison.Ordinal);
        Assert.Equal(BatchStop.Staging, _job.Manifest.Runs.Single().Stop);
        Assert.Equal([BatchNames.Log], _job.Paths());
    }

    [Fact]
    public async Task A_dry_run_makes_the_files_of_templates_and_runs_nothing()
    {
        var order = BatchJob.Of("touch never") with { Cases = [Row("1", "")], Templates = [new(_job.Write("t", "${x}"), "in")], IsDryRun = true };

        await _job.RunAsync(order);

        Assert.Equal(["in", BatchNames.Log], _job.Paths());
        Assert.Equal("1", _job.Text("in"));
    }

    [Fact]
    public async Task Runs_can_be_followed_while_they_run()
    {
        var running = _job.RunAsync(BatchJob.Of("echo begun; touch up; while [ ! -e go ]; do sleep 0.05; done"));
        await ExistsAsync(Path.Combine(_job.Attempt, "work", "up"));
        var folder = new BatchFolder(_job.Attempt);

        var run = Assert.Single(folder.ReadRuns());
        Assert.NotNull(run.StartedAt);
        Assert.Null(run.EndedAt);
        Assert.Contains("begun", await File.ReadAllTextAsync(folder.LogOf(1)), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(folder.Work, "go"), "");
        await running;
        Assert.NotNull(Assert.Single(folder.ReadRuns()).EndedAt);
    }

    [SkippableFact]
    public async Task A_command_can_have_the_programs_of_a_container_image()
    {
        TestImages.Need("bwrap");
        using var job = new BatchJob { Site = new() { Containers = ContainerProgram.Bubblewrap, Images = await TestImages.FolderAsync() } };
        var order = BatchJob.Of("cat in.txt; pwd; ls /usr/bin/python3; echo $A > out; exit 4") with { Files = [new(job.Write("a", "content\n"), "in.txt")] };

        await job.RunAsync(order with { Analyses = [order.Analyses[0] with { Image = "stub", Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "b" } }] });

        Assert.Contains("follows:\ncontent\n/home/job/work\n", job.Log(), StringComparison.Ordinal);
        Assert.Contains("No such file", job.Log(), StringComparison.Ordinal);
        Assert.Equal("b\n", job.Text("out"));
        Assert.Equal(["out", BatchNames.Log], job.Paths());
        Assert.Equal(4, job.Manifest.Runs.Single().ExitCode);
    }

    [Fact]
    public async Task An_image_that_is_not_here_fails_the_run_and_is_named()
    {
        var order = BatchJob.Of("true");

        await _job.RunAsync(order with { Analyses = [order.Analyses[0] with { Image = "docker://nowhere/nothing:1" }] });

        Assert.Contains("nowhere/nothing:1", _job.Log(), StringComparison.Ordinal);
        Assert.Equal(127, _job.Manifest.Runs.Single().ExitCode);
    }

    private static Dictionary<string, string> Row(string x, string name) => new(StringComparer.Ordinal) { ["x"] = x, ["name"] = name };

    private static void Skip(BatchWalls walls) => Assert.True(walls.AreThere, "bubblewrap does not work here");

    private static async Task ExistsAsync(string path)
    {
        var began = Stopwatch.GetTimestamp();
        while (!File.Exists(path))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), string.Create(CultureInfo.InvariantCulture, $"{path} does not come"));
            await Task.Delay(20);
        }
    }
}
