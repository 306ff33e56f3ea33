using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Graticule.Server.Hosting;

/// <summary>Scans data in a process of its own, since files are opened by native code that may crash.</summary>
/// <typeparam name="TReport">What it says of it.</typeparam>
/// <param name="program">This program.</param>
/// <param name="arguments">The command and what is to be scanned; the report is asked for as JSON.</param>
/// <param name="form">How the report is read.</param>
internal sealed class ScanProcess<TReport>(string program, IReadOnlyList<string> arguments, JsonTypeInfo<TReport> form)
    where TReport : class
{
    private const int LongestWords = 2000;

    /// <summary>Waits for the end of one scan; a cancelled one is killed, which harms no index.</summary>
    /// <exception cref="IOException">It cannot be started, or ended without a report.</exception>
    public async Task<TReport> RunAsync(CancellationToken cancellationToken)
    {
        using Process process = new()
        {
            StartInfo = new(program, [.. arguments, "--json"])
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

    private TReport? Read(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, form);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shortened(string words) => words.Length > LongestWords ? words[^LongestWords..] : words;
}
