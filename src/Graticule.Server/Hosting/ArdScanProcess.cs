using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Hosting;

/// <summary>Scans files of analysis ready data in a process of its own, since they are opened by native code that may crash.</summary>
/// <param name="program">This program.</param>
/// <param name="folders">Where files are.</param>
/// <param name="indexFolder">Where the index goes.</param>
internal sealed class ArdScanProcess(string program, IReadOnlyList<string> folders, string indexFolder)
{
    private const int LongestWords = 2000;

    /// <summary>Waits for the end of one scan; a cancelled one is killed, which harms no index.</summary>
    /// <exception cref="IOException">It cannot be started, or ended without a report.</exception>
    public async Task<ArdScanReport> RunAsync(CancellationToken cancellationToken)
    {
        using Process process = new()
        {
            StartInfo = new(program, ["ard", "scan", .. folders, "--index", indexFolder, "--only", "--json"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        Start(process);
        try
        {
            var words = process.StandardError.ReadToEndAsync(cancellationToken);
            var answer = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return Read(answer) ?? throw new IOException($"The scan ended with code {process.ExitCode} and without a report. {Shortened((await words).Trim())}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private void Start(Process process)
    {
        try
        {
            process.Start();
            process.StandardInput.Close();
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"The program '{program}' cannot be started: {exception.Message}", exception);
        }
    }

    private static ArdScanReport? Read(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, ArdJson.Default.ArdScanReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shortened(string words) => words.Length > LongestWords ? words[^LongestWords..] : words;
}
