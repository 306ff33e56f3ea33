using System.CommandLine;
using Graticule.Jobs;
using Graticule.Server.Hosting;

namespace Graticule.Cli;

/// <summary><c>graticule serve</c>: the server.</summary>
internal static class ServeCommand
{
    private static readonly ServerOptions Defaults = new();

    public static Option<string> Urls { get; } = new("--urls")
    {
        Description = "Addresses to listen on, separated by ';'; port 0 takes a free one.",
        HelpName = "URL",
        DefaultValueFactory = _ => Defaults.Urls,
    };

    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Folder for jobs, results, keys and uploads; made when it is not there.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data",
    };

    public static Option<int> Workers { get; } = new("--workers")
    {
        Description = "Jobs that run at once on this machine.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Workers,
    };

    private static readonly Option<AccessMode> Access = new("--auth")
    {
        Description = "'open': everybody is the same caller, only on a loopback address; 'keys': every request needs an API key.",
        DefaultValueFactory = _ => Defaults.Access,
    };

    public static Command Create()
    {
        Command command = new("serve", "Serve the APIs and run jobs until Ctrl-C.") { Urls, Data, Access, Workers };
        Workers.Validators.Add(AtLeastOne);
        command.SetAction(RunAsync);
        return command;
    }

    public static ServerOptions Read(ParseResult parsed) => Defaults with
    {
        Urls = parsed.GetRequiredValue(Urls),
        Data = new DataFolder(Path.GetFullPath(parsed.GetRequiredValue(Data))),
        Workers = parsed.GetRequiredValue(Workers),
    };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = Read(parsed) with { Access = parsed.GetRequiredValue(Access) };
        var output = parsed.InvocationConfiguration.Output;
        await ServerHost.RunAsync(options, addresses => output.WriteLine($"Graticule serves {string.Join(", ", addresses)}"), cancellationToken);
        return ExitCode.Ok;
    }

    private static void AtLeastOne(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError("--workers must be at least 1.");
        }
    }
}
