using System.CommandLine;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary><c>graticule logs ID</c>: what a job said, and with <c>-f</c> what it says.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on until the job has ended; the exit code tells how it ended." };

    public static Command Create()
    {
        Command command = new("logs", "Print what a job said. With --json: one JSON object a line.") { StatusCommand.Id, Follow };
        command.SetAction(RunAsync);
        return Connection.With(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var id = parsed.GetRequiredValue(StatusCommand.Id);
        for (var from = 0; ;)
        {
            // The state first: what is said before the end is then surely in the lines that follow.
            var job = await api.FindAsync(id, cancellationToken);
            var lines = await api.LogAsync(id, from, cancellationToken);
            from += lines.Count;
            Write(parsed, lines);
            if (!parsed.GetValue(Follow))
            {
                return ExitCode.Ok;
            }

            if (job.State.IsFinal())
            {
                return ExitCode.Of(job.State);
            }

            await Task.Delay(LookEvery, cancellationToken);
        }
    }

    private static void Write(ParseResult parsed, IReadOnlyList<JsonObject> lines)
    {
        var output = parsed.InvocationConfiguration.Output;
        foreach (var line in lines)
        {
            if (Answer.WantsJson(parsed))
            {
                Answer.WriteJsonLine(output, line);
            }
            else
            {
                output.WriteLine($"{line["time"]} {line["level"],-7} {line["message"]}");
            }
        }

        output.Flush();
    }
}
