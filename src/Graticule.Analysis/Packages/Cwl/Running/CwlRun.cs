using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Sandbox;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>One run of a packed CWL document in a job's folder, by cwltool in a sandbox.</summary>
/// <param name="process">What to run.</param>
/// <param name="entry">Its id.</param>
/// <param name="description">What the process is called by the engine, and what it gives.</param>
internal sealed class CwlRun(PackedProcess process, string entry, ProcessDescription description)
{
    private const long LargestSummary = 64 << 20;

    /// <exception cref="ProblemException">The run cannot begin, or a step failed.</exception>
    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var site = PackageSite.Read(job.Settings);
        var folders = new CwlFolders(job.Folder);
        Require();
        folders.Create();
        var inputs = new JobObject(process, job.Folder).Make(job.Inputs);
        await File.WriteAllTextAsync(folders.JobObject, inputs.ToJsonString(), cancellationToken);
        await File.WriteAllTextAsync(folders.Document, process.Document.ToJsonString(), cancellationToken);
        var roots = await StepImages.PlaceAsync(process, folders.Images, new(site), cancellationToken);
        WriteProgram(folders);

        var steps = new CwlSteps(job, folders, StepCount.Of(process, inputs));
        var order = new SandboxOrder
        {
            Command = [JobSandbox.Program, .. JobSandbox.Arguments(folders, roots, site.AllowsNetwork && WantsNetwork(), CwltoolCommand.Arguments(folders, entry))],
            Limits = new(job.MemoryMiB, site.MaxProcesses, site.MaxDiskMiB, job.WallTime),
            Folders = [folders.Root],
            LogPath = folders.Log,
            Heard = steps.Hear,
        };
        var result = await SandboxRun.RunAsync(order, TimeProvider.System, cancellationToken);
        var summary = result is { ExitCode: 0, Reason: null } ? await ReadSummaryAsync(folders, cancellationToken) : null;
        if (summary is null)
        {
            throw CwlFailure.Of(steps, result.ExitCode, result.Reason);
        }

        new CwlOutputs(job, folders).Add(summary, description.Outputs);
    }

    /// <summary>Said before anything is done, in the words of whoever can change it.</summary>
    private void Require()
    {
        var needsScript = process.Requirements("InlineJavascriptRequirement").Any();
        foreach (var (program, package) in (ReadOnlySpan<(string, string)>)[(CwltoolCommand.Program, "cwltool"), (JobSandbox.Program, "bubblewrap"), ("/usr/bin/node", "nodejs")])
        {
            if ((needsScript || package != "nodejs") && !File.Exists(program))
            {
                throw new ProblemException(
                    ProblemKind.Unavailable, $"This machine cannot run CWL packages: it lacks {program}. Its operator installs the Debian package {package}.", package);
            }
        }
    }

    /// <summary>CWL 1.0 has no word for it, and means that there is a network (CWL 1.1, NetworkAccess).</summary>
    private bool WantsNetwork() =>
        process.Version == "v1.0"
        || process.Requirements("NetworkAccess").Any(found => found["networkAccess"] is JsonValue value && (!value.TryGetValue(out bool wanted) || wanted));

    private static void WriteProgram(CwlFolders folders)
    {
        var path = Path.Combine(folders.Programs, "singularity");
        using (var source = typeof(CwlRun).Assembly.GetManifestResourceStream("singularity")!)
        using (var target = File.Create(path))
        {
            source.CopyTo(target);
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Null where the runner left none.</summary>
    private static async Task<JsonObject?> ReadSummaryAsync(CwlFolders folders, CancellationToken cancellationToken)
    {
        var file = new FileInfo(folders.Summary);
        if (file is not { Exists: true, LinkTarget: null })
        {
            return null;
        }

        if (file.Length > LargestSummary)
        {
            throw new ProblemException(ProblemKind.ProcessFailed, $"The package's outputs are described by more than {LargestSummary >> 20} MiB of JSON.");
        }

        try
        {
            return JsonNode.Parse(await File.ReadAllBytesAsync(file.FullName, cancellationToken)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
