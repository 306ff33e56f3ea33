using System.Globalization;
using System.Text;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>
/// The script of a job, or of an array whose tasks each run one workspace. The list of workspaces is part of it: Slurm keeps the script
/// for as long as it needs it, so there is no file of ours that could be gone too early.
/// </summary>
internal static class JobScript
{
    /// <summary>What the program and the lines of the operator print, below the workspace.</summary>
    public const string OutputName = Ticket.FolderName + "/stdout.txt";

    public const string ErrorsName = Ticket.FolderName + "/stderr.txt";

    public static string Write(string submission, IReadOnlyList<Workspace> workspaces, SlurmOptions options)
    {
        StringBuilder script = new();
        script.AppendLine("#!/bin/bash");
        foreach (var line in options.Header.Where(line => line.StartsWith("#SBATCH", StringComparison.Ordinal)))
        {
            script.AppendLine(line);
        }

        script.AppendLine("workspaces=(");
        foreach (var workspace in workspaces)
        {
            script.AppendLine(Quote(workspace.Path));
        }

        script.AppendLine(")");
        script.AppendLine("""cd -- "${workspaces[${SLURM_ARRAY_TASK_ID:-0}]}" || exit 74""");
        script.AppendLine(CultureInfo.InvariantCulture, $"mv -T -- {Ticket.NameOf(submission)} {Ticket.TakenNameOf(submission)} || exit {SlurmState.NotOurs}");
        script.AppendLine(CultureInfo.InvariantCulture, $"exec >{OutputName} 2>{ErrorsName}");
        foreach (var line in options.Header.Where(line => !line.StartsWith("#SBATCH", StringComparison.Ordinal)))
        {
            script.AppendLine(line);
        }

        script.AppendJoin(' ', options.Arguments.Prepend(options.Program).Select(Quote));
        script.AppendLine(""" --cores "${SLURM_CPUS_ON_NODE:-1}" "$PWD" """.TrimEnd());
        script.AppendLine("code=$?");
        foreach (var line in options.Footer)
        {
            script.AppendLine(line);
        }

        script.AppendLine("exit $code");
        return script.ToString();
    }

    /// <summary>As one word of the shell, whatever it holds.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
