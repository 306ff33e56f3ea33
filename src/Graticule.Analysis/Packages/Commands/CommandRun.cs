using System.Globalization;
using System.Text.RegularExpressions;
using Graticule.Analysis.Packages.Containers;
using Graticule.Analysis.Packages.Sandbox;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>One run of a command package: image, arguments, sandbox, outputs.</summary>
internal sealed partial class CommandRun(ProcessDescription process, CommandUnit unit, JobContext job)
{
    private const int LeastMemory = 64;
    private const int MostLoggedLines = 2000;

    private static readonly TimeSpan NoLimit = TimeSpan.FromDays(365);

    private readonly PackageSite _site = PackageSite.Read(job.Settings);
    private readonly CommandFolders _folders = new(job.Folder);
    private int _logged;

    /// <exception cref="ProblemException">The job fails with this problem.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (unit.IsSlurm && Environment.GetEnvironmentVariable("SLURM_JOB_ID") is null)
        {
            job.Log(LogLevel.Warning, "The package asks for Slurm; it runs without it, because this server sends its jobs elsewhere.");
        }

        var entry = EntryPoint.Of(process);
        var place = await CommandImage.FindAsync(entry, unit, _site, cancellationToken);
        var told = process.Outputs.ToDictionary(output => output.Name, Told, StringComparer.Ordinal);
        List<string> staged = [];
        var inputs = new InputWords(process, job.Inputs, path => Stage(path, staged));
        IReadOnlyList<string> words = [.. place.Words, .. ArgumentList.Build(process, unit, inputs, told)];
        job.Report(0, "Running the command");
        await RunAsync(place, words, staged, cancellationToken);
        await new CommandOutputs(job, unit, _folders).TakeAsync(process, told, cancellationToken);
        _folders.Clean();
    }

    /// <summary>A name that is new and plain, for the file of an output.</summary>
    internal static string FileName(string process, string output) =>
        string.Create(CultureInfo.InvariantCulture, $"output_{Plain(process)}_{Plain(output)}_{Guid.NewGuid():d}");

    private static string Plain(string name) => NotPlain().Replace(name.Length > 60 ? name[..60] : name, "_");

    private static string Stage(string path, List<string> staged)
    {
        staged.Add(path);
        return CommandFolders.Inside(path);
    }

    /// <summary>Where the command is told to write an output. A picture is made of a GeoTIFF afterwards: what tools write into one is seldom fit to be seen.</summary>
    private string Told(Parameter output)
    {
        var wanted = job.MediaTypeOf(output.Name) ?? (output.IsFile ? output.MediaTypes[0] : null);
        var isPicture = output.MediaTypes.Any(type => FileKind.Bare(type) == "image/tiff") && wanted?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) is true;
        return $"{CommandFolders.Outputs}/{FileName(process.Id, output.Name)}{FileKind.ExtensionOf(isPicture ? "image/tiff" : wanted)}";
    }

    private async Task RunAsync(CommandImage place, IReadOnlyList<string> words, List<string> staged, CancellationToken cancellationToken)
    {
        var limits = Limits();
        var cores = Math.Max(1, Math.Min(job.Cores, Math.Min(unit.Cores ?? job.Cores, _site.MaxCores)));
        ContainerCommand command = new()
        {
            Image = place.Image,
            Arguments = words,
            Mounts = _folders.Mounts(staged),
            WorkFolder = CommandFolders.Outputs,
            Environment = Variables(place, cores),
            Limits = new(limits.MemoryMiB, limits.Processes, cores),
            Name = string.Create(CultureInfo.InvariantCulture, $"graticule-{Guid.NewGuid():n}"),
        };
        SandboxOrder order = new()
        {
            Command = place.Program.Start(command),
            Limits = limits,
            Folders = [_folders.Out, _folders.Temporary],
            LogPath = _folders.Log,
            Remove = place.Program.Remove(command),
            Heard = Hear,
        };
        StepRecord step = new(process.Id, words, place.Image.Name, Log: Path.GetFileName(_folders.Log));
        job.Log(LogLevel.Info, $"Running in image {place.Image.Name} by {place.Program.Program}: {StepFailure.Clean(step.CommandLine, 4000)}");
        var result = await SandboxRun.RunAsync(order, TimeProvider.System, cancellationToken);
        var ended = step with
        {
            ExitCode = result.ExitCode,
            Seconds = Math.Round(result.Wall.TotalSeconds, 3),
            CpuSeconds = result.Cpu?.TotalSeconds,
            PeakMiB = result.PeakMiB is { } peak ? Math.Round(peak, 1) : null,
        };
        new StepLog(job).Add(ended);
        if (result.Reason is not null || result.ExitCode != 0)
        {
            throw StepFailure.Of(ended, result.LastLines, result.Reason);
        }
    }

    private SandboxLimits Limits() => new(
        Math.Max(LeastMemory, Math.Min(Math.Min(_site.MaxMemoryMiB, unit.MemoryMiB ?? int.MaxValue), job.MemoryMiB - CommandUnit.ProgramMemory)),
        _site.MaxProcesses,
        _site.MaxDiskMiB,
        unit.Timeout ?? NoLimit);

    private static Dictionary<string, string> Variables(CommandImage place, int cores)
    {
        var threads = cores.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["HOME"] = "/tmp",
            ["TMPDIR"] = "/tmp",
            ["LANG"] = "C.UTF-8",
            ["OMP_NUM_THREADS"] = threads,
            ["GDAL_NUM_THREADS"] = threads,
            ["ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS"] = threads,
        };
        foreach (var (name, value) in place.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    private void Hear(string line)
    {
        if (Percent().Match(line) is { Success: true } match && int.Parse(match.Groups["share"].Value, CultureInfo.InvariantCulture) is <= 100 and var share)
        {
            job.Report(share / 100.0, "Running the command");
        }
        else if (Interlocked.Increment(ref _logged) is <= MostLoggedLines and var number)
        {
            job.Log(LogLevel.Info, number == MostLoggedLines ? "The command prints more; the rest is in its own log alone." : StepFailure.Clean(line, 1000));
        }
    }

    [GeneratedRegex("[^A-Za-z0-9.-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotPlain();

    [GeneratedRegex(@"(^|[^\d.])(?<share>\d{1,3})(\.\d+)? ?%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Percent();
}
