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
        new ScriptedProcess("trivial", AnswerAsync) { IsTrivial = true, IsRepeatable = true },
        new ScriptedProcess("trivial-once", AnswerAsync) { IsTrivial = true },
        new ScriptedProcess("trivial-broken", (_, _) => throw new InvalidOperationException("it is broken")) { IsTrivial = true },
        new ScriptedProcess("answer", AnswerAsync),
        new ScriptedProcess("write", WriteAsync) { IsRepeatable = true },
        new ScriptedProcess("sleep", SleepAsync) { IsRepeatable = true },
        new ScriptedProcess("sleep-once", SleepAsync),
        new ScriptedProcess("spawn", SpawnAsync),
        new ScriptedProcess("allocate", AllocateAsync),
        new ScriptedProcess("exit", (job, _) => { Environment.Exit(Number(job)); return Task.CompletedTask; }),
        new ScriptedProcess("die", (_, _) => DieAsync()) { IsRepeatable = true },
        new ScriptedProcess("die-at-first", DieAtFirstAsync) { IsRepeatable = true },
        new ScriptedProcess("keep", (job, cancellationToken) => KeepAsync(job, () => Task.Delay(Timeout.Infinite, cancellationToken))) { IsRepeatable = true },
        new ScriptedProcess("keep-and-die", (job, _) => KeepAsync(job, DieAsync)) { IsRepeatable = true },
        new ScriptedProcess("name", (job, _) => { job.AddFile("out", Text(job), "text/plain"); return Task.CompletedTask; }),
        new ScriptedProcess("link", LinkAsync),
        new ScriptedProcess("cores", (job, _) => { job.AddValue("out", job.Cores); return Task.CompletedTask; }),
        new ScriptedProcess("chatter", ChatterAsync),
        new ScriptedProcess("print", PrintAsync),
    ];

    private static Task AnswerAsync(JobContext job, CancellationToken cancellationToken)
    {
        job.AddValue("out", job.Inputs["value"]?.DeepClone());
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(JobContext job, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(job.Folder, "out.txt"), Text(job), cancellationToken);
        job.AddFile("out", "out.txt", "text/plain");
    }

    /// <summary>Value: milliseconds. Says how far it is, and keeps a thread blocked as native code would.</summary>
    private static Task SleepAsync(JobContext job, CancellationToken cancellationToken)
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
    private static async Task SpawnAsync(JobContext job, CancellationToken cancellationToken)
    {
        using var child = Process.Start("sleep", "600");
        job.Log(LogLevel.Info, string.Create(CultureInfo.InvariantCulture, $"child {child.Id}"));
        await child.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Value: MiB, touched and held for ever.</summary>
    private static async Task AllocateAsync(JobContext job, CancellationToken cancellationToken)
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

    private static Task DieAsync()
    {
        _ = Kill(Environment.ProcessId, 9);
        return Task.Delay(Timeout.Infinite);
    }

    /// <summary>Dies in the first attempt, whose folder is called so.</summary>
    private static Task DieAtFirstAsync(JobContext job, CancellationToken cancellationToken) =>
        Path.GetFileName(job.Folder) == "1" ? DieAsync() : AnswerAsync(job, cancellationToken);

    /// <summary>Value: number of lines that the first attempt keeps before it does something else; later ones answer how many there are.</summary>
    private static async Task KeepAsync(JobContext job, Func<Task> then)
    {
        var file = Path.Combine(Directory.CreateDirectory(job.Keep!.Folder).FullName, "lines");
        if (!File.Exists(file))
        {
            await File.WriteAllLinesAsync(file, Enumerable.Repeat("a line", Number(job)));
            job.Report(0.5, "half");
            await then();
        }

        job.AddValue("out", (await File.ReadAllLinesAsync(file)).Length);
    }

    private static Task LinkAsync(JobContext job, CancellationToken cancellationToken)
    {
        File.CreateSymbolicLink(Path.Combine(job.Folder, "out.txt"), "/etc/hostname");
        job.AddFile("out", "out.txt", "text/plain");
        return Task.CompletedTask;
    }

    private static Task ChatterAsync(JobContext job, CancellationToken cancellationToken)
    {
        for (var line = 0; line < Number(job); line++)
        {
            job.Log(LogLevel.Debug, string.Create(CultureInfo.InvariantCulture, $"line {line}"));
        }

        job.AddValue("out", null);
        return Task.CompletedTask;
    }

    /// <summary>Writes to standard output, which belongs to the pool, as careless libraries do.</summary>
    private static async Task PrintAsync(JobContext job, CancellationToken cancellationToken)
    {
        Console.WriteLine("{\"kind\":\"Done\"}");
        using var child = Process.Start("echo", "{\"kind\":\"Done\"}");
        await child.WaitForExitAsync(cancellationToken);
        await AnswerAsync(job, cancellationToken);
    }

    private static int Number(JobContext job) => job.Inputs["value"]!.GetValue<int>();

    private static string Text(JobContext job) => job.Inputs["value"]!.GetValue<string>();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
