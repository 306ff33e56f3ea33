using System.CommandLine;
using System.Globalization;
using Graticule.Cli.Client;

namespace Graticule.Cli;

/// <summary>A job in words.</summary>
internal static class JobText
{
    /// <summary>Writes the server's document, or else calls for the text.</summary>
    public static void Write(ParseResult parsed, RemoteJob job, TextWriter output, Action writeText)
    {
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, job.Document);
        }
        else
        {
            writeText();
        }
    }

    public static void Describe(RemoteJob job, TextWriter output) => Answer.WriteTable(output,
        [.. Rows(job).Where(row => row.Value.Length > 0).Select(row => new[] { row.Name, row.Value })]);

    /// <summary>One row of a list: id, process, state, share done, creation, message.</summary>
    public static string[] Row(RemoteJob job) =>
        [job.Id, job.Process, StateOf(job), ShareOf(job), job.Time("created"), job.Message ?? string.Empty];

    private static IEnumerable<(string Name, string Value)> Rows(RemoteJob job) =>
    [
        ("job", job.Id),
        ("process", job.Process),
        ("state", StateOf(job)),
        ("progress", ShareOf(job)),
        ("created", job.Time("created")),
        ("started", job.Time("started")),
        ("finished", job.Time("finished")),
        ("message", job.Message ?? string.Empty),
        ("problem", job.Problem?.Message ?? string.Empty),
        .. (job.Problem?.Details ?? []).Select(fault => ("fault", $"{fault.Pointer}: {fault.Message}")),
    ];

    private static string StateOf(RemoteJob job) => job.State.ToString().ToLowerInvariant();

    private static string ShareOf(RemoteJob job) => job.Progress is { } share ? share.ToString("P0", CultureInfo.InvariantCulture) : string.Empty;
}
