using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Graticule.Raster.Observations.Registration;

namespace Graticule.Server.Hosting;

/// <summary>Scans data sets in a process of its own, since files are opened by native code that may crash.</summary>
/// <param name="program">This program.</param>
/// <param name="paths">Configuration files and folders of dropped files.</param>
/// <param name="indexFolder">Where the indexes go.</param>
internal sealed class ScanProcess(string program, IReadOnlyList<string> paths, string indexFolder)
{
    private const int LongestWords = 2000;

    /// <summary>Waits for the end of one scan; a cancelled one is killed, which harms no index.</summary>
    /// <exception cref="IOException">It cannot be started, or ended without a report.</exception>
    public async Task<DatasetScanReport> RunAsync(CancellationToken cancellationToken)
    {
        using Process process = new()
        {
            StartInfo = new(program, ["dataset", "scan", .. paths, "--index", indexFolder, "--json"])
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

    private static DatasetScanReport? Read(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, DatasetScanJson.Default.DatasetScanReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shortened(string words) => words.Length > LongestWords ? words[^LongestWords..] : words;
}
