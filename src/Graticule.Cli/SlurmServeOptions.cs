using System.CommandLine;
using System.CommandLine.Parsing;
using Graticule.Jobs.Execution.Slurm;
using Graticule.Server.Hosting;

namespace Graticule.Cli;

/// <summary>How a server is told on the command line of a Slurm cluster.</summary>
internal static class SlurmServeOptions
{
    private static readonly SlurmOptions Defaults = new() { Program = "graticule" };

    private static readonly Option<string> Executor = new("--executor")
    {
        Description = "Where jobs run whose process does not care: 'local', or 'slurm' (with --slurm).",
        HelpName = "NAME",
        DefaultValueFactory = _ => new ServerOptions().Executor,
        Validators = { OneOfTwo },
    };

    private static readonly Option<bool> Slurm = new("--slurm")
    {
        Description = "Jobs may run on the Slurm cluster of this machine's configuration (SLURM_CONF), whose nodes must see the data folder and this program.",
    };

    private static readonly Option<string> Partition = new("--slurm-partition") { Description = "Without it: the cluster's default.", HelpName = "NAME" };

    private static readonly Option<string> Account = new("--slurm-account") { Description = "Without it: the user's default.", HelpName = "NAME" };

    private static readonly Option<string> Qos = new("--slurm-qos") { Description = "Quality of service. Without it: the user's default.", HelpName = "NAME" };

    private static readonly Option<string[]> More = new("--slurm-option")
    {
        Description = "One more option of sbatch, whole, e.g. --slurm-option=--constraint=haswell; may be repeated.",
        HelpName = "OPTION",
    };

    private static readonly Option<string[]> Header = new("--slurm-header")
    {
        Description = "A line of each job's script before the program, e.g. 'module load gdal'; may be repeated.",
        HelpName = "LINE",
    };

    private static readonly Option<string[]> Footer = new("--slurm-footer")
    {
        Description = "A line of each job's script after the program; may be repeated.",
        HelpName = "LINE",
    };

    private static readonly Option<int> MaxJobs = new("--slurm-max-jobs")
    {
        Description = "Jobs of this server in the cluster at once, waiting and running.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.MaxJobs,
    };

    public static IReadOnlyList<Option> All { get; } = [Executor, Slurm, Partition, Account, Qos, More, Header, Footer, MaxJobs];

    public static ServerOptions Read(ParseResult parsed, ServerOptions options) => options with
    {
        Executor = parsed.GetRequiredValue(Executor),
        Slurm = !parsed.GetValue(Slurm)
            ? null
            : new()
            {
                Program = options.WorkerProgram,
                Partition = parsed.GetValue(Partition),
                Account = parsed.GetValue(Account),
                Qos = parsed.GetValue(Qos),
                Options = parsed.GetValue(More) ?? [],
                Header = parsed.GetValue(Header) ?? [],
                Footer = parsed.GetValue(Footer) ?? [],
                MaxJobs = parsed.GetRequiredValue(MaxJobs),
            },
    };

    private static void OneOfTwo(OptionResult result)
    {
        if (result.GetValueOrDefault<string>() is not ("local" or "slurm"))
        {
            result.AddError("--executor must be 'local' or 'slurm'.");
        }
    }
}
