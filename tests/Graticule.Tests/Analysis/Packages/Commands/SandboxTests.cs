using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Tests.Analysis.Packages.Containers;

namespace Graticule.Tests.Analysis.Packages.Commands;

/// <summary>Packages that mean harm, run for real by each container program that is here.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly CommandJob _job = new();

    public static TheoryData<ContainerProgram> Programs => [ContainerProgram.Bubblewrap, ContainerProgram.Podman];

    public void Dispose() => _job.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task What_it_writes_outside_its_folders_is_refused(ContainerProgram program)
    {
        Use(program);
        var devices = program == ContainerProgram.Podman ? "" : "/dev/x"; // podman's /dev is a small memory file system of the container

        await _job.RunAsync(CommandJob.Script(
            $"for f in /x /bin/x /etc/x /job/x /job/inputs/x {devices} /proc/sys/kernel/hostname /proc/sys/kernel/core_pattern; do (echo harm > $f) 2>/dev/null && echo wrote $f; done; echo done > out.txt"));

        Assert.DoesNotContain("wrote", _job.Log, StringComparison.Ordinal);
        Assert.Equal("done", _job.Value("out")!.GetValue<string>());
        Assert.DoesNotContain("harm", await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern"), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task Files_of_the_host_and_of_other_jobs_are_not_there(ContainerProgram program)
    {
        Use(program);
        var secret = Path.Combine(Path.GetDirectoryName(_job.Folder)!, Path.GetRandomFileName());
        await File.WriteAllTextAsync(secret, "another job's");
        try
        {
            await _job.RunAsync(CommandJob.Script(
                $"cat /etc/shadow {secret} {_job.Folder}/job.json /job/job.json /proc/1/environ; ls /home /root /work; mount -t tmpfs none /mnt; unshare -r id; echo end > out.txt"));

            Assert.DoesNotContain("another job's", _job.Log, StringComparison.Ordinal);
            Assert.DoesNotContain(_job.Log.Split('\n'), line => line.StartsWith("root:", StringComparison.Ordinal));
            Assert.DoesNotContain("uid=0", _job.Log, StringComparison.Ordinal);
            Assert.Contains($"can't open '{secret}'", _job.Log, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task It_has_no_network(ContainerProgram program)
    {
        Use(program);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await _job.RunAsync(CommandJob.Script($"wget -T 2 -O - http://127.0.0.1:{port}/ && echo reached; grep -c : /proc/net/dev > out.txt"));

        Assert.DoesNotContain("reached", _job.Log, StringComparison.Ordinal);
        Assert.False(listener.Pending());
        Assert.Equal(1, _job.Value("out")!.GetValue<int>());
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task A_fork_bomb_is_stopped(ContainerProgram program)
    {
        Use(program);
        _job.Site = _job.Site with { MaxProcesses = 40 };

        // Each of the two hundred would live for a minute.
        var problem = await _job.FailAsync(CommandJob.Script("i=0; while [ $i -lt 200 ]; do sleep 61.25 & i=$((i+1)); done; echo all $i; wait; exit 3"));

        Assert.Equal(ProblemKind.ProcessFailed, problem.Kind);
        Assert.DoesNotContain("all 200", _job.Log, StringComparison.Ordinal);
        await AssertGoneAsync("61.25");
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task A_full_disk_is_prevented(ContainerProgram program)
    {
        Use(program);
        _job.Site = _job.Site with { MaxDiskMiB = 20 };

        var problem = await _job.FailAsync(CommandJob.Script("i=0; while true; do dd if=/dev/zero of=part$i bs=1M count=5 2>/dev/null; i=$((i+1)); usleep 20000; done"));

        Assert.Contains("wrote more than its 20 MiB to disk", problem.Message, StringComparison.Ordinal);
        Assert.InRange(Directory.GetFiles(Path.Combine(_job.Folder, ".step", "out")).Length, 1, 40);
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task One_huge_file_is_cut_off(ContainerProgram program)
    {
        Use(program);
        _job.Site = _job.Site with { MaxDiskMiB = 20 };

        var problem = await _job.FailAsync(CommandJob.Script("dd if=/dev/zero of=huge bs=1M count=3000"));

        Assert.Equal(ProblemKind.ProcessFailed, problem.Kind);
        Assert.InRange(new FileInfo(Path.Combine(_job.Folder, ".step", "out", "huge")).Length, 1, program == ContainerProgram.Podman ? 3000L << 20 : 20 << 20);
    }

    [SkippableFact]
    public async Task Files_that_were_deleted_count_while_they_are_open()
    {
        Use(ContainerProgram.Bubblewrap);
        _job.Site = _job.Site with { MaxDiskMiB = 20 };

        var problem = await _job.FailAsync(CommandJob.Script(
            "for n in 3 4 5; do eval exec $n\\>hidden$n; rm hidden$n; dd if=/dev/zero bs=1M count=10 2>/dev/null >&$n; done; sleep 30"));

        Assert.Contains("wrote more than its 20 MiB", problem.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task Memory_beyond_the_limit_ends_it(ContainerProgram program)
    {
        Use(program);
        _job.Site = _job.Site with { MaxMemoryMiB = 100 };

        var problem = await _job.FailAsync(CommandJob.Script("head -c 900000000 /dev/zero | tail > /dev/null"));

        Assert.Equal(ProblemKind.ProcessFailed, problem.Kind);
        Assert.Matches("memory|killed", problem.Message);
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task What_never_ends_is_ended(ContainerProgram program)
    {
        Use(program);
        var package = CommandJob.Script("sleep 62.5 & exec sleep 62.5");
        package["unit"]!["config"] = new JsonObject { ["jobTimeout"] = 2 };

        var began = Stopwatch.GetTimestamp();
        var problem = await _job.FailAsync(package);

        Assert.Contains("ran longer than its 2 s", problem.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 2, 15);
        await AssertGoneAsync("62.5");
    }

    [SkippableTheory]
    [MemberData(nameof(Programs))]
    public async Task Cancelling_ends_all_that_it_started(ContainerProgram program)
    {
        Use(program);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _job.RunAsync(CommandJob.Script("setsid sleep 63.75 & sleep 63.75 & wait"), cancellationToken: cancel.Token));

        await AssertGoneAsync("63.75");
    }

    [SkippableFact]
    public async Task Endless_output_fills_no_disk_and_stops_nothing()
    {
        Use(ContainerProgram.Bubblewrap);

        await _job.RunAsync(CommandJob.Script("yes 0123456789012345678901234567890123456789 | head -c 60000000; echo end > out.txt"));

        Assert.InRange(new FileInfo(Path.Combine(_job.Folder, "step.log")).Length, 1 << 20, 16 << 20);
        Assert.Equal("end", _job.Value("out")!.GetValue<string>());
    }

    private static async Task AssertGoneAsync(string argument)
    {
        var began = Stopwatch.GetTimestamp();
        while (Find(argument))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10), $"a process with the argument {argument} is still there");
            await Task.Delay(100);
        }
    }

    internal static bool Find(string argument) => Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Any(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0') is ["sleep", var given, ..] && given == argument;
        }
        catch (IOException)
        {
            return false;
        }
    });

    private void Use(ContainerProgram program)
    {
        TestImages.Need(program == ContainerProgram.Podman ? "podman" : "bwrap");
        _job.Site = _job.Site with { Containers = program };
    }
}
