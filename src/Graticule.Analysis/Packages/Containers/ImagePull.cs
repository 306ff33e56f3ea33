using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>Brings an image out of a registry that the operator allows into the folder of images, as a SIF file or an unpacked root file system.</summary>
internal static class ImagePull
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(20);

    /// <summary>The path of what was brought; there whole or not at all.</summary>
    /// <exception cref="ProblemException">Unavailable: it could not be brought.</exception>
    public static async Task<string> RunAsync(ImageName name, string images, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(MostTime);
        var unique = string.Create(CultureInfo.InvariantCulture, $".pull-{Environment.ProcessId}-{Guid.NewGuid():n}");
        var part = Path.Combine(images, unique);
        try
        {
            var apptainer = ContainerPrograms.Find("apptainer") ?? ContainerPrograms.Find("singularity");
            var file = Path.Combine(images, name.FileNames().ElementAt(apptainer is null ? 1 : 0));
            if (apptainer is not null)
            {
                await RunAsync([apptainer, "--quiet", "pull", part, $"docker://{name.Full}"], name, late.Token);
                File.Move(part, file, overwrite: true);
                return file;
            }

            await PullByPodmanAsync(name, part, unique.TrimStart('.'), late.Token);
            if (!Directory.Exists(file))
            {
                Directory.Move(part, file);
            }

            return file;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(ProblemKind.Unavailable, $"The image '{name.Text}' could not be pulled within {MostTime.TotalMinutes:0} minutes.", name.Text);
        }
        finally
        {
            File.Delete(part);
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    private static async Task PullByPodmanAsync(ImageName name, string folder, string container, CancellationToken cancellationToken)
    {
        await RunAsync(["podman", "pull", "--quiet", name.Full], name, cancellationToken);
        await RunAsync(["podman", "create", "--name", container, "--network=none", name.Full, "true"], name, cancellationToken);
        var archive = folder + ".tar";
        try
        {
            await RunAsync(["podman", "export", "--output", archive, container], name, cancellationToken);
            Directory.CreateDirectory(folder);
            await RunAsync(["tar", "--extract", "--no-same-owner", "--exclude=dev/*", "--directory", folder, "--file", archive], name, cancellationToken);
            await ImageDefaults.WriteAsync(folder, await RunAsync(["podman", "image", "inspect", name.Full], name, cancellationToken), cancellationToken);
        }
        finally
        {
            File.Delete(archive);
            await RunAsync(["podman", "rm", "--force", "--ignore", container], name, CancellationToken.None);
        }
    }

    private static async Task<string> RunAsync(string[] command, ImageName name, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1))
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
                var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
                await process.WaitForExitAsync(cancellationToken);
                return process.ExitCode == 0 ? said[0] : throw Failed(name, StepFailure.Clean(string.Concat(said), 500));
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        catch (Win32Exception exception)
        {
            throw Failed(name, $"{command[0]} cannot be started: {exception.Message}");
        }
    }

    private static ProblemException Failed(ImageName name, string reason) =>
        new(ProblemKind.Unavailable, $"The image '{name.Text}' could not be pulled: {reason}", name.Text);
}
