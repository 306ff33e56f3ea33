using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// The root file systems of SIF files, unpacked once. A folder appears under its name whole or not at all, whoever is killed in
/// between; several workers may ask for the same image at once, and the others wait for the first.
/// </summary>
/// <param name="root">Folder of the cache; made when needed, for this user alone.</param>
internal sealed class SifCache(string root)
{
    private static readonly TimeSpan UnpackTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>Beside the images where that can be written, else in the user's cache.</summary>
    public static SifCache For(string images)
    {
        var beside = Path.Combine(images, ".unpacked");
        try
        {
            Create(beside);
            return new(beside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var home = Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache");
            return new(Path.Combine(home, "graticule", "images"));
        }
    }

    /// <summary>The folder with the image's root file system, as the file is now.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used.</exception>
    /// <exception cref="IOException">It cannot be unpacked.</exception>
    public async Task<string> UnpackAsync(string sif, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, KeyOf(sif));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        var offset = SifFile.FindRoot(sif);
        Create(root);
        await using var alone = await LockAsync(folder + ".lock", cancellationToken);
        if (!Directory.Exists(folder))
        {
            var part = folder + ".part";
            if (Directory.Exists(part))
            {
                // Whoever made it held the lock, and is gone.
                Directory.Delete(part, recursive: true);
            }

            await UnpackAsync(sif, offset, part, cancellationToken);
            Directory.Move(part, folder);
        }

        return folder;
    }

    /// <summary>Changes with the file: its name, place, length and time of change.</summary>
    private static string KeyOf(string sif)
    {
        var file = new FileInfo(sif);
        var text = $"{file.FullName}\0{file.Length}\0{file.LastWriteTimeUtc.Ticks}";
        return $"{Path.GetFileNameWithoutExtension(sif)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
    }

    private static void Create(string folder)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var probe = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LookAgain, TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task UnpackAsync(string sif, long offset, string folder, CancellationToken cancellationToken)
    {
        // Only root can make device nodes; nobody needs them, so failing to make one fails nothing.
        ProcessStartInfo start = new("unsquashfs", ["-no-progress", "-no-xattrs", "-no-exit-code", "-offset", $"{offset}", "-dest", folder, sif])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(UnpackTime);
        using var process = Start(start);
        try
        {
            process.StandardInput.Close();
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
            await process.WaitForExitAsync(late.Token);
            if (process.ExitCode != 0 || !Directory.Exists(folder) || said[1].Contains("No space left", StringComparison.Ordinal))
            {
                throw new IOException($"unsquashfs ended with exit code {process.ExitCode}: {StepFailure.Clean(string.Concat(said), 300)}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new IOException($"unsquashfs (Debian package squashfs-tools) cannot be started: {exception.Message}", exception);
        }
    }
}
