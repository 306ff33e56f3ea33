using System.CommandLine;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary><c>graticule cancel ID</c>: ends a job.</summary>
internal static class CancelCommand
{
    private static readonly Option<bool> Remove = new("--remove") { Description = "If the job has ended, remove it and its results." };

    public static Command Create()
    {
        Command command = new("cancel", "End a job that has not ended yet.") { StatusCommand.Id, Remove };
        command.SetAction(RunAsync);
        return Connection.With(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var id = parsed.GetRequiredValue(StatusCommand.Id);
        var job = await api.FindAsync(id, cancellationToken);
        if (job.State.IsFinal() && !parsed.GetValue(Remove))
        {
            throw new ProblemException(
                ProblemKind.Conflict, $"Job {id} has ended already ({job.State.ToString().ToLowerInvariant()}); --remove deletes it and its results.");
        }

        var ended = await api.RemoveAsync(id, cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        JobText.Write(parsed, ended, output, () => output.WriteLine($"{id} {(job.State.IsFinal() ? "removed" : "cancelled")}"));
        return ExitCode.Ok;
    }
}
