using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Graticule.Cli;

/// <summary>The usual help, with the table of exit codes below it.</summary>
internal sealed class ExitCodeHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExitCodeHelp((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.Table)
        {
            output.WriteLine($"  {code,-4} {meaning}");
        }

        return ExitCode.Ok;
    }
}
