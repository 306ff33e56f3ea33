using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Jobs.Execution;

/// <summary>
/// The worker's end of the conversation with its pool: orders come in by standard input, news go out by standard output. The end of
/// standard input means that the server is gone: the worker and all that it started end at that moment.
/// </summary>
public sealed class WorkLoop
{
    /// <summary>How often progress is passed on, at most.</summary>
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly FileStream _output;

    private WorkLoop(FileStream output) => _output = output;

    /// <summary>Runs one order: the workspace, the cores to use, and where its progress goes.</summary>
    public delegate Task Run(Workspace workspace, int cores, LatestProgress progress, CancellationToken cancellationToken);

    /// <summary>Serves orders; never ends by itself.</summary>
    public static async Task ServeAsync(Run run)
    {
        Posix.LeadGroup();
        await using var output = new FileStream(new SafeFileHandle(Posix.TakeStandardOutput(), ownsHandle: true), FileAccess.Write, bufferSize: 0);
        Console.SetOut(Console.Error);
        var loop = new WorkLoop(output);
        var orders = Channel.CreateUnbounded<WorkerOrder>();
        new Thread(() => Listen(orders.Writer)) { IsBackground = true, Name = "orders" }.Start();

        loop.Say(new(WorkerNewsKind.Ready));
        await foreach (var order in orders.Reader.ReadAllAsync())
        {
            await loop.ObeyAsync(run, order);
        }
    }

    /// <summary>On a thread of its own, so that the end of the server is noticed while every other thread is busy or in native code.</summary>
    private static void Listen(ChannelWriter<WorkerOrder> orders)
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            if (WorkerOrder.Parse(line) is { } order)
            {
                orders.TryWrite(order);
            }
        }

        Posix.KillOwnGroup();
    }

    private async Task ObeyAsync(Run run, WorkerOrder order)
    {
        var progress = new LatestProgress();
        using var over = new CancellationTokenSource();
        var passing = PassOnAsync(progress, over.Token);
        string? unreported = null;
        try
        {
            await run(new(order.Folder), order.Cores, progress, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ProblemException)
        {
            unreported = exception.Message;
        }

        await over.CancelAsync();
        await passing;
        Say(new(WorkerNewsKind.Done, Message: unreported));
    }

    private async Task PassOnAsync(LatestProgress progress, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ProgressEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (progress.Take() is { } news)
                {
                    Say(new(WorkerNewsKind.Progress, news.Share, news.Message));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The order is over.
        }
    }

    private void Say(WorkerNews news)
    {
        var line = Encoding.UTF8.GetBytes(news.ToLine() + "\n");
        lock (_lock)
        {
            _output.Write(line);
        }
    }
}
