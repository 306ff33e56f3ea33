using System.CommandLine;
using Graticule.Cli.Client;

namespace Graticule.Cli;

/// <summary><c>graticule jobs</c>: the caller's jobs, newest first.</summary>
internal static class JobsCommand
{
    private static readonly Option<string[]> State = new("--status") { Description = "Only jobs in this state; may be repeated.", HelpName = "STATE" };
    private static readonly Option<string[]> Process = new("--process") { Description = "Only jobs of this process; may be repeated.", HelpName = "ID" };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most so many, 1 to 10000.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    public static Command Create()
    {
        State.AcceptOnlyFromAmong(Words.States);
        Command command = new("jobs", "List jobs, newest first.") { State, Process, Limit };
        command.SetAction(RunAsync);
        return Connection.With(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var output = parsed.InvocationConfiguration.Output;
        var list = await api.ListAsync(parsed.GetValue(State) ?? [], parsed.GetValue(Process) ?? [], parsed.GetValue(Limit), cancellationToken);
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, list);
            return ExitCode.Ok;
        }

        var jobs = Api.Members(list, "jobs").Select(RemoteJob.Read).ToList();
        Answer.WriteTable(output, [["JOB", "PROCESS", "STATE", "DONE", "CREATED (UTC)", "MESSAGE"], .. jobs.Select(JobText.Row)]);
        return ExitCode.Ok;
    }
}
