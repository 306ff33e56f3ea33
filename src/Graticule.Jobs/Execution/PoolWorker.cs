using System.Diagnostics;

namespace Graticule.Jobs.Execution;

/// <summary>One worker process: its pipes, its identity and its last words. Used under the pool's lock, its tasks excepted.</summary>
internal sealed class PoolWorker : IDisposable
{
    private const int LastWordsLines = 8;
    private const int LongestWord = 300;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly SemaphoreSlim _exited = new(0);
    private readonly Queue<string> _lastWords = new();

    private PoolWorker(WorkerPoolOptions options)
    {
        var start = new ProcessStartInfo(options.Program, options.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // A worker shares the processors with the programs that its jobs run: its threads that have nothing to do must not spin.
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _exited.Release();
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    public LinuxProcess Identity { get; private set; }

    /// <summary>Whether it has said that it waits for orders.</summary>
    public bool IsReady { get; set; }

    /// <summary>To be killed, or killed already: it gets no more orders.</summary>
    public bool IsDoomed { get; private set; }

    public PoolOrder? Current { get; set; }

    public int Orders { get; set; }

    /// <summary>Bytes held when last looked at, descendants included.</summary>
    public long Resident { get; set; }

    /// <summary>Descendants when last looked for, and the process itself.</summary>
    public IReadOnlyList<int> Members { get; set; } = [];

    public bool IsFree => IsReady && !IsDoomed && Current is null;

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static PoolWorker Start(WorkerPoolOptions options)
    {
        var worker = new PoolWorker(options);
        try
        {
            worker._process.Start();
            worker._process.BeginErrorReadLine();
            worker.Identity = LinuxProcess.Find(worker._process.Id) ?? new(worker._process.Id, 0);
            worker.Members = [worker.Identity.Id];
            return worker;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">It is no longer there.</exception>
    public void Send(WorkerOrder order)
    {
        lock (_lastWords)
        {
            _lastWords.Clear();
        }

        _process.StandardInput.WriteLine(order.ToLine());
        _process.StandardInput.Flush();
    }

    /// <summary>Kills the process and all that it started.</summary>
    public void Kill()
    {
        IsDoomed = true;
        if (!_process.HasExited)
        {
            Posix.KillGroup(Identity.Id);
            Posix.KillProcess(Identity.Id);
        }
    }

    /// <summary>Passes on what the worker says until it has exited, and what it started is gone too. Answers the exit code.</summary>
    public async Task<int> RunAsync(Action<WorkerNews> heard)
    {
        var listening = ListenAsync(heard);
        await _exited.WaitAsync();

        // A descendant may live on and hold the pipe open; the group outlives its leader.
        Posix.KillGroup(Identity.Id);
        await Task.WhenAny(listening, Task.Delay(DrainTime));
        return _process.ExitCode;
    }

    public string LastWords()
    {
        lock (_lastWords)
        {
            return string.Join(" / ", _lastWords);
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        _exited.Dispose();
    }

    private async Task ListenAsync(Action<WorkerNews> heard)
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (WorkerNews.Parse(line) is { } news)
                {
                    heard(news);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It was killed in the middle of a line.
        }
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lastWords)
        {
            if (_lastWords.Count == LastWordsLines)
            {
                _lastWords.Dequeue();
            }

            _lastWords.Enqueue(line.Length > LongestWord ? line[..LongestWord] + "…" : line.Trim());
        }
    }
}
