using System.Diagnostics;
using Graticule.Jobs;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>
/// A program that unpacks tar archives of a compression that .NET does not know. What it writes is read like every tar archive, with the
/// same limits; it is killed where reading ends early.
/// </summary>
/// <param name="program">Looked for in the folders of PATH.</param>
/// <param name="arguments">With which it reads its input and writes its output.</param>
internal sealed class Decompressor(string program, params string[] arguments)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The shell opens the file, so that what the program says of its input does not show where files lie here.</summary>
    private const string FromFile = "exec \"$@\" <\"$0\"";

    public static Decompressor Bzip2 { get; } = new("bzip2", "--decompress", "--stdout");

    /// <summary>An archive says itself how much memory it takes to unpack it, 65 MiB at the most usual of the strongest levels.</summary>
    public static Decompressor Xz { get; } = new("xz", "--decompress", "--stdout", "--format=xz", "--threads=1", "--memlimit-decompress=256MiB");

    public string Program => program;

    /// <summary>Whether this machine has the program.</summary>
    public bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <exception cref="ProblemException">InvalidInput: it is no such archive, or not a whole one.</exception>
    public async Task UnpackAsync(ArchiveTarget target, string path, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", FromFile, path, program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        try
        {
            var said = process.StandardError.ReadToEndAsync(cancellationToken);
            var fault = await ReadAsync(target, process.StandardOutput.BaseStream, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (fault is not null || process.ExitCode != 0)
            {
                throw new ProblemException(new(ProblemKind.InvalidInput, $"it is no whole archive; {FirstLine(await said)}"), fault);
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>Reads until the program has written all; answers what went wrong where that was too early, which the program may have words for.</summary>
    private static async Task<EndOfStreamException?> ReadAsync(ArchiveTarget target, Stream unpacked, CancellationToken cancellationToken)
    {
        try
        {
            await TarArchives.UnpackAsync(target, unpacked, cancellationToken);
        }
        catch (EndOfStreamException exception)
        {
            return exception;
        }

        var rest = new byte[BufferSize];
        while (await unpacked.ReadAsync(rest, cancellationToken) is > 0 and var count)
        {
            // What is behind the end of the archive: a few zeros, unless somebody means harm.
            target.Count(count);
        }

        return null;
    }

    private static string FirstLine(string said) => said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "it ends too early.";
}
