using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Jobs.Execution;

/// <summary>What the test workers can run. The input <c>value</c> means something else to each.</summary>
internal static class TestProcesses
{
    public static IReadOnlyList<IProcess> All { get; } =
    [
        new ScriptedProcess("trivial", Answer) { IsTrivial = true, IsRepeatable = true },
        new ScriptedProcess("trivial-once", Answer) { IsTrivial = true },
        new ScriptedProcess("trivial-broken", (_, _) => throw new InvalidOperationException("it is broken")) { IsTrivial = true },
        new ScriptedProcess("answer", Answer),
        new ScriptedProcess("write", Write) { IsRepeatable = true },
        new ScriptedProcess("sleep", Sleep) { IsRepeatable = true },
        new ScriptedProcess("sleep-once", Sleep),
        new ScriptedProcess("spawn", Spawn),
        new ScriptedProcess("allocate", Allocate),
        new ScriptedProcess("exit", (job, _) => { Environment.Exit(Number(job)); return Task.CompletedTask; }),
        new ScriptedProcess("die", (_, _) => Die()) { IsRepeatable = true },
        new ScriptedProcess("die-at-first", DieAtFirst) { IsRepeatable = true },
        new ScriptedProcess("name", (job, _) => { job.AddFile("out", Text(job), "text/plain"); return Task.CompletedTask; }),
        new ScriptedProcess("link", Link),
        new ScriptedProcess("cores", (job, _) => { job.AddValue("out", job.Cores); return Task.CompletedTask; }),
        new ScriptedProcess("chatter", Chatter),
        new ScriptedProcess("print", Print),
    ];

    private static Task Answer(JobContext job, CancellationToken cancellationToken)
    {
        job.AddValue("out", job.Inputs["value"]?.DeepClone());
        return Task.CompletedTask;
    }

    private static async Task Write(JobContext job, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(job.Folder, "out.txt"), Text(job), cancellationToken);
        job.AddFile("out", "out.txt", "text/plain");
    }

    /// <summary>Value: milliseconds. Says how far it is, and keeps a thread blocked as native code would.</summary>
    private static Task Sleep(JobContext job, CancellationToken cancellationToken)
    {
        using var never = new ManualResetEvent(initialState: false);
        var steps = Math.Max(1, Number(job) / 20);
        job.Log(LogLevel.Info, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}"));
        for (var step = 1; step <= steps; step++)
        {
            never.WaitOne(20);
            job.Report((double)step / steps, $"step {step}");
        }

        job.AddValue("out", "slept");
        return Task.CompletedTask;
    }

    /// <summary>Starts a child that would outlive everybody, and tells its number.</summary>
    private static async Task Spawn(JobContext job, CancellationToken cancellationToken)
    {
        using var child = Process.Start("sleep", "600");
        job.Log(LogLevel.Info, string.Create(CultureInfo.InvariantCulture, $"child {child.Id}"));
        await child.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Value: MiB, touched and held for ever.</summary>
    private static async Task Allocate(JobContext job, CancellationToken cancellationToken)
    {
        var held = new List<byte[]>();
        for (var size = 0; size < Number(job); size += 16)
        {
            var block = GC.AllocateUninitializedArray<byte>(16 << 20);
            block.AsSpan().Fill(1);
            held.Add(block);
            await Task.Delay(5, cancellationToken);
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
        GC.KeepAlive(held);
    }

    private static Task Die()
    {
        _ = Kill(Environment.ProcessId, 9);
        return Task.Delay(Timeout.Infinite);
    }

    /// <summary>Dies in the first attempt, whose folder is called so.</summary>
    private static Task DieAtFirst(JobContext job, CancellationToken cancellationToken) =>
        Path.GetFileName(job.Folder) == "1" ? Die() : Answer(job, cancellationToken);

    private static Task Link(JobContext job, CancellationToken cancellationToken)
    {
        File.CreateSymbolicLink(Path.Combine(job.Folder, "out.txt"), "/etc/hostname");
        job.AddFile("out", "out.txt", "text/plain");
        return Task.CompletedTask;
    }

    private static Task Chatter(JobContext job, CancellationToken cancellationToken)
    {
        for (var line = 0; line < Number(job); line++)
        {
            job.Log(LogLevel.Debug, string.Create(CultureInfo.InvariantCulture, $"line {line}"));
        }

        job.AddValue("out", null);
        return Task.CompletedTask;
    }

    /// <summary>Writes to standard output, which belongs to the pool, as careless libraries do.</summary>
    private static Task Print(JobContext job, CancellationToken cancellationToken)
    {
        Console.WriteLine("{\"kind\":\"Done\"}");
        using var child = Process.Start("echo", "{\"kind\":\"Done\"}");
        return child.WaitForExitAsync(cancellationToken).ContinueWith(_ => Answer(job, cancellationToken), TaskScheduler.Default).Unwrap();
    }

    private static int Number(JobContext job) => job.Inputs["value"]!.GetValue<int>();

    private static string Text(JobContext job) => job.Inputs["value"]!.GetValue<string>();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
