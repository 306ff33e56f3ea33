using System.CommandLine;
using Graticule.Cli.Client;
using Graticule.Raster.Observations.Registration.Demo;
using Graticule.Server.Hosting;

namespace Graticule.Cli;

/// <summary><c>graticule demo</c>: the server, and one job sent to it over HTTP as any client would.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> Once = new("--once") { Description = "End after the demonstration; the exit code tells how it went." };

    public static Command Create()
    {
        Command command = new("demo", "Serve, and show a band ratio of a Landsat scene.")
        {
            ServeOptions.Urls, ServeOptions.Data, ServeOptions.Workers, Once, Answer.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = ServeOptions.ReadBasics(parsed) with { LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning };
        if (!parsed.GetValue(Once))
        {
            options = options with { Datasets = [MakeDatasets(options, cancellationToken)] };
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TaskCompletionSource<string> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var serving = ServerHost.RunAsync(options, addresses => started.TrySetResult(addresses[0]), stop.Token);
        await Task.WhenAny(serving, started.Task);
        if (serving.IsCompleted)
        {
            await serving;
            return ExitCode.Unavailable;
        }

        try
        {
            var server = new Uri($"{(await started.Task).TrimEnd('/')}/");
            var code = await ShowAsync(parsed, server, options, stop.Token);
            if (parsed.GetValue(Once))
            {
                return code;
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Serving {server} until Ctrl-C.");
            await serving;
            return ExitCode.Ok;
        }
        finally
        {
            await stop.CancelAsync();
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Observations for trying match-ups, beside those that were put there before.</summary>
    private static string MakeDatasets(ServerOptions options, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(options.Data.Root, "datasets");
        DemoDatasets.Write(folder, cancellationToken);
        return folder;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, Uri server, ServerOptions options, CancellationToken cancellationToken)
    {
        using Api api = new(new(server, key: null));
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await error.WriteLineAsync($"Serving {server}; sending it the demonstration job.");
        var shown = await Demonstration.RunAsync(api, Path.Combine(options.Data.Root, "demo"), error, cancellationToken);
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, shown.Document());
        }
        else
        {
            shown.Write(output);
        }

        return ExitCode.Of(shown.Job.State);
    }
}
