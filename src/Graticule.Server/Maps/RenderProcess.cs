using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Graticule.Server.Maps;

/// <summary>
/// One life of the render process, and the open connections to it. It ends with this server: the end of its standard input, which it
/// watches, comes however the server ends.
/// </summary>
internal sealed class RenderProcess : IDisposable
{
    private const int LongestWords = 2000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graticule-render-");
    private readonly Process _process;
    private readonly ConcurrentStack<RenderConnection> _idle = [];
    private readonly Lock _gate = new();
    private string _words = "";
    private bool _isDisposed;

    private RenderProcess(RenderOptions options)
    {
        var start = new ProcessStartInfo(options.Program, [.. options.Arguments, SocketPath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = new() { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Null once it is disposed.</summary>
    internal int? Id { get; private set; }

    /// <summary>What it complained about last.</summary>
    internal string Words => Volatile.Read(ref _words);

    internal bool IsAlive
    {
        get
        {
            lock (_gate)
            {
                return !_isDisposed && !_process.HasExited;
            }
        }
    }

    private string SocketPath => Path.Combine(_folder.FullName, "render.sock");

    /// <summary>Starts one and waits until it accepts connections.</summary>
    /// <exception cref="IOException">It cannot be started, or ends again at once.</exception>
    internal static async Task<RenderProcess> StartAsync(RenderOptions options, CancellationToken cancellationToken)
    {
        var process = new RenderProcess(options);
        try
        {
            process._process.Start();
            process.Id = process._process.Id;
            process._process.BeginErrorReadLine();
            if (await process._process.StandardOutput.ReadLineAsync(cancellationToken) is null)
            {
                throw new IOException($"The render process ended at once. {process.Words}");
            }

            return process;
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new IOException($"The render program '{options.Program}' cannot be started: {exception.Message}", exception);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>A connection for one request, to be given back by <see cref="Return"/> once it is answered.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The process is gone.</exception>
    internal async ValueTask<RenderConnection> TakeAsync(CancellationToken cancellationToken)
    {
        if (_idle.TryPop(out var idle))
        {
            return idle;
        }

        var connection = new RenderConnection();
        try
        {
            await connection.OpenAsync(SocketPath, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal void Return(RenderConnection connection)
    {
        _idle.Push(connection);
        if (Volatile.Read(ref _isDisposed))
        {
            Close();
        }
    }

    /// <summary>Kills the process.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            try
            {
                _process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It was never started.
            }

            _process.Dispose();
            _folder.Delete(recursive: true);
        }

        Close();
    }

    private void Close()
    {
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }

    private void Hear(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            Volatile.Write(ref _words, line.Length > LongestWords ? line[..LongestWords] : line);
        }
    }
}
