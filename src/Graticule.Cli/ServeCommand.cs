using System.CommandLine;
using Graticule.Server.Hosting;

namespace Graticule.Cli;

/// <summary><c>graticule serve</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Command command = new("serve", "Serve the APIs and run jobs until Ctrl-C.");
        ServeOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = ServeOptions.Read(parsed);
        var error = parsed.InvocationConfiguration.Error;
        await ServerHost.RunAsync(options, addresses => error.WriteLine($"Graticule serves {string.Join(", ", addresses)}"), cancellationToken);
        return ExitCode.Ok;
    }
}
