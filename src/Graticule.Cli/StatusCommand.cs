using System.CommandLine;

namespace Graticule.Cli;

/// <summary><c>graticule status ID</c>: where a job stands.</summary>
internal static class StatusCommand
{
    private static readonly Option<bool> Wait = new("--wait", "-w") { Description = "Wait for the end first; the exit code tells how it ended." };

    /// <summary>The job that a command is about.</summary>
    public static Argument<string> Id { get; } = new("id") { Description = "The job's id, as 'graticule submit' printed it." };

    public static Command Create()
    {
        Command command = new("status", "Say where a job stands.") { Id, Wait };
        command.SetAction(RunAsync);
        return Connection.With(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var job = await api.FindAsync(parsed.GetRequiredValue(Id), cancellationToken);
        if (parsed.GetValue(Wait))
        {
            job = await JobWait.UntilEndAsync(api, job, error, cancellationToken);
        }

        JobText.Write(parsed, job, output, () => JobText.Describe(job, output));
        return parsed.GetValue(Wait) ? ExitCode.Of(job.State) : ExitCode.Ok;
    }
}
