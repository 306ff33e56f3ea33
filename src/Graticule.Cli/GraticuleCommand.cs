using System.CommandLine;

namespace Graticule.Cli;

/// <summary>The program's command line: the list of commands, and what becomes of an error.</summary>
internal static class GraticuleCommand
{
    /// <summary>How long a command may take to end after Ctrl-C; a server lets requests under way end first.</summary>
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        // A leading @ belongs to values here (a key or an input from a file), not to response files.
        var parsed = Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var wantsHelp = parsed.Action is ExitCodeHelp;
        if (parsed.Errors.Count > 0 && !wantsHelp)
        {
            return Faults.WriteUse(parsed, output, error);
        }

        try
        {
            InvocationConfiguration invocation = new()
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = EndWithin,
            };
            return await parsed.InvokeAsync(invocation, CancellationToken.None);
        }
        catch (Exception exception) when (Faults.TryRead(exception, out var fault))
        {
            return Faults.Write(fault, parsed, output, error);
        }
    }

    private static RootCommand Create()
    {
        RootCommand root = new("Graticule runs geospatial jobs and serves them through standard web APIs.")
        {
            ServeCommand.Create(),
            WorkerCommands.CreateRun(),
            WorkerCommands.CreateWork(),
            WorkerCommands.CreateRender(),
            SubmitCommand.Create(),
            JobsCommand.Create(),
            StatusCommand.Create(),
            LogsCommand.Create(),
            ResultsCommand.Create(),
            CancelCommand.Create(),
            ProcessCommand.Create(),
            DeployCommand.Create(),
            DeployCommand.CreateUndo(),
            CollectionCommand.Create(),
            DatasetCommand.Create(),
            FilesCommand.Create(),
            ProfileCommand.Create(),
            ArdCommand.Create(),
            KeyCommand.Create(),
            DemoCommand.Create(),
        };
        ExitCodeHelp.AddTo(root);
        return root;
    }
}
