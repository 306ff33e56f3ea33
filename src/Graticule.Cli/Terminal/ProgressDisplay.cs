using Spectre.Console;

namespace Graticule.Cli.Terminal;

/// <summary>A progress bar on standard error for work that takes longer than a second; nothing where nobody watches.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <param name="title">What is going on.</param>
    /// <param name="error">Where messages go; a bar is drawn when that is a terminal.</param>
    /// <param name="work">The work; tells its share done (0 to 1, null: unknown) and a sentence as often as it likes.</param>
    public static async Task<T> WatchAsync<T>(string title, TextWriter error, Func<IProgress<Step>, Task<T>> work)
    {
        Latest latest = new(title);
        var running = work(latest);
        var isWatched = !Console.IsErrorRedirected && error == Console.Error;
        if (isWatched && await Task.WhenAny(running, Task.Delay(Patience)) != running)
        {
            await DrawAsync(latest, running);
        }

        return await running;
    }

    private static async Task DrawAsync(Latest latest, Task running)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(latest.Step.Message ?? string.Empty), maxValue: 1);
                while (!running.IsCompleted)
                {
                    bar.IsIndeterminate = latest.Step.Share is null;
                    bar.Value = latest.Step.Share ?? 0;
                    bar.Description = Markup.Escape(latest.Step.Message ?? string.Empty);
                    await Task.Delay(Refresh);
                }
            });
    }

    private sealed class Latest(string title) : IProgress<Step>
    {
        public Step Step { get; private set; } = new(null, title);

        public void Report(Step value) => Step = value with { Message = value.Message ?? title };
    }
}

/// <summary>How far some work is.</summary>
internal sealed record Step(double? Share, string? Message);
