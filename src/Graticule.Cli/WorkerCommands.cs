using System.CommandLine;
using System.CommandLine.Parsing;
using Graticule.Analysis;
using Graticule.Cli.Work;
using Graticule.Jobs.Processes;

namespace Graticule.Cli;

/// <summary><c>graticule run FOLDER</c> and <c>graticule work</c>: what executors start, and a person repeating an attempt.</summary>
internal static class WorkerCommands
{
    private static readonly Argument<string> Folder = new("folder") { Description = "A workspace: the folder with job.json." };

    private static readonly Option<int?> Cores = new("--cores")
    {
        Description = "Threads to keep busy. Without it: as the order says, or all of this machine's.",
        HelpName = "N",
        Validators = { AtLeastOne },
    };

    public static Command CreateRun()
    {
        Command command = new("run", "Run one attempt in its folder; its report says how it ended.") { Folder, Cores };
        command.SetAction((parsed, cancellationToken) =>
        {
            var invocation = parsed.InvocationConfiguration;
            return RunCommand.RunAsync(
                parsed.GetRequiredValue(Folder), parsed.GetValue(Cores), Catalog(), invocation.Output, invocation.Error, cancellationToken);
        });
        return command;
    }

    public static Command CreateWork()
    {
        Command command = new("work", "Take orders from a server on standard input; started by 'serve'.");
        command.SetAction((_, _) => WorkCommand.RunAsync(Catalog()));
        return command;
    }

    public static Command CreateRender()
    {
        Option<string> socket = new("--socket") { Description = "Where to listen: the path of a socket that does not exist yet.", Required = true };
        Command command = new("render", "Draw maps for a server, which starts it and which it ends with.") { socket };
        command.SetAction((parsed, _) => RenderCommand.RunAsync(parsed.GetRequiredValue(socket)));
        return command;
    }

    private static void AtLeastOne(OptionResult result)
    {
        if (result.GetValueOrDefault<int?>() < 1)
        {
            result.AddError("--cores must be at least 1.");
        }
    }

    private static ProcessCatalog Catalog() => new(BuiltIn.Processes, BuiltIn.Loaders, store: null);
}
