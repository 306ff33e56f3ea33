using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>The container programs that are known, and which of them work here.</summary>
public static class ContainerPrograms
{
    internal const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);

    private static readonly ConcurrentDictionary<IContainerProgram, Task<bool>> Probed = new();

    /// <summary>In order of preference.</summary>
    public static IReadOnlyList<IContainerProgram> All { get; } = [new Apptainer(), new Apptainer("singularity"), new Podman(), new Bubblewrap()];

    /// <summary>The program that the operator wants, or the first that works.</summary>
    /// <exception cref="ProblemException">Unsupported: it is not installed, or does not work here.</exception>
    public static async Task<IContainerProgram> ChooseAsync(ContainerProgram wanted, CancellationToken cancellationToken)
    {
        foreach (var program in All.Where(program => wanted == ContainerProgram.Auto || program.Kind == wanted))
        {
            if (await Probed.GetOrAdd(program, WorksAsync).WaitAsync(cancellationToken))
            {
                return program;
            }

            // What failed once may have lacked only time, or be installed meanwhile.
            Probed.TryRemove(program, out _);
        }

        throw new ProblemException(ProblemKind.Unsupported, wanted == ContainerProgram.Auto
            ? $"No container program works on this machine; install one of: {string.Join(", ", All.Select(program => program.Program))}."
            : $"The container program '{wanted}' that this server is set up to use does not work on this machine.");
    }

    /// <summary>Whether a program that may serve is installed; says nothing of whether it works.</summary>
    public static bool IsInstalled(ContainerProgram wanted) =>
        All.Any(program => (wanted == ContainerProgram.Auto || program.Kind == wanted) && Find(program.Program) is not null);

    /// <summary>Full path of an executable on the search path; null when there is none.</summary>
    internal static string? Find(string program) => $"{Environment.GetEnvironmentVariable("PATH")}:{UsualPath}"
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static async Task<bool> WorksAsync(IContainerProgram program)
    {
        if (Find(program.Program) is null)
        {
            return false;
        }

        using var late = new CancellationTokenSource(ProbeTime);
        ProcessStartInfo start = new(program.Probe[0], program.Probe.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                process.StandardInput.Close();
                await Task.WhenAll(process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
                await process.WaitForExitAsync(late.Token);
                return process.ExitCode == 0;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return false;
            }
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
