using System.Net.Sockets;
using System.Reflection;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Sandbox;
using Graticule.Jobs;

namespace Graticule.Analysis.Graphs.Udf;

/// <summary>A process in a sandbox that has a user's code loaded and answers call by call. One thread uses it at a time.</summary>
internal sealed class UdfChild : IDisposable
{
    private const string LibraryPrefix = "udf/";
    private const string SocketName = "socket";

    /// <summary>Bytes of the address of a socket (unix(7)).</summary>
    private const int LongestAddress = 107;

    private const int LeastMemoryMiB = 1024;
    private const int LookAfterMicroseconds = 50_000;

    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(2);
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly GraphServices _services;
    private readonly string _folder;
    private readonly CancellationTokenSource _stop;
    private readonly ManualResetEventSlim _hasEnded = new();
    private readonly Socket _door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private SandboxResult? _end;
    private Exception? _failure;
    private NetworkStream? _stream;

    internal UdfChild(string code, GraphServices services)
    {
        _services = services;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(services.CancellationToken);

        _folder = MakeFolder(services.Folder);
        WriteLibrary(_folder);
        File.WriteAllText(Path.Combine(_folder, "code.py"), code);
        _door.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, SocketName)));
        _door.Listen(1);
        File.SetUnixFileMode(Path.Combine(_folder, SocketName), (UnixFileMode)0b110_110_110);
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _ = Task.Run(RunAsync);
    }

    /// <summary>When it was last given back to the pool, in ticks of the system.</summary>
    internal long IdleSince { get; set; }

    /// <summary>Calls the function.</summary>
    /// <exception cref="GraphException"><c>UdfFailed</c>: the function failed, ended its process or took too long.</exception>
    internal UdfMessage Call(UdfMessage message, long mostNumbers)
    {
        try
        {
            _stream ??= Open();
            message.Send(_stream);
            var answer = UdfMessage.Receive(_stream, mostNumbers);
            Tell(answer.Head["log"] as JsonArray);
            return answer.Head["error"] is { } error ? throw Failed(error) : answer;
        }
        catch (IOException exception)
        {
            throw Gone(exception.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock }
                ? FormattableString.Invariant($"a call took longer than {LongestCall.TotalMinutes} minutes")
                : exception is EndOfStreamException || exception.InnerException is SocketException ? null : exception.Message);
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _door.Dispose();
        _stop.Cancel();
        _hasEnded.Wait(LongestEnd);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        _stop.Dispose();
        _hasEnded.Dispose();
    }

    /// <summary>Within the job's folder, which is removed with all that is in it, unless addresses of sockets, which are short, do not reach there.</summary>
    private static string MakeFolder(string home)
    {
        var folder = Path.Combine(Path.GetFullPath(home.Length == 0 ? Path.GetTempPath() : home), $"udf-{Path.GetRandomFileName()[..8]}");
        return home.Length > 0 && System.Text.Encoding.UTF8.GetByteCount(folder) + SocketName.Length + 1 <= LongestAddress
            ? Directory.CreateDirectory(folder).FullName
            : Directory.CreateTempSubdirectory("udf-").FullName;
    }

    private static void WriteLibrary(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(LibraryPrefix, StringComparison.Ordinal)))
        {
            var path = Path.Combine(folder, "lib", name[LibraryPrefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var source = assembly.GetManifestResourceStream(name)!;
            using var target = File.Create(path);
            source.CopyTo(target);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var order = new SandboxOrder
            {
                Command = UdfSandbox.Command(_folder),
                Limits = new((int)Math.Max(LeastMemoryMiB, _services.MostBytes >> 20), Processes: 64, DiskMiB: 1024, LongestLife) { LogMiB = 1 },
                Folders = [],
                LogPath = Path.Combine(_folder, "log"),
                Heard = line => _services.Log(LogLevel.Info, "Udf", line),
            };
            _end = await SandboxRun.RunAsync(order, TimeProvider.System, _stop.Token);
        }
        catch (Exception exception) when (exception is ProblemException or OperationCanceledException or IOException)
        {
            _failure = exception;
        }
        finally
        {
            _hasEnded.Set();
        }
    }

    private NetworkStream Open()
    {
        var began = Environment.TickCount64;
        while (!_door.Poll(LookAfterMicroseconds, SelectMode.SelectRead))
        {
            if (_hasEnded.IsSet || Environment.TickCount64 - began > LongestStart.TotalMilliseconds)
            {
                throw Gone(_hasEnded.IsSet ? null : "Python did not start in time");
            }
        }

        return new(_door.Accept(), ownsSocket: true) { ReadTimeout = (int)LongestCall.TotalMilliseconds, WriteTimeout = (int)LongestCall.TotalMilliseconds };
    }

    private void Tell(JsonArray? entries)
    {
        foreach (var entry in entries ?? [])
        {
            var level = Enum.TryParse<LogLevel>((string?)entry!["level"], ignoreCase: true, out var known) ? known : LogLevel.Info;
            _services.Log(level, (string?)entry["code"] ?? "Udf", (string?)entry["message"] ?? "");
        }
    }

    private static GraphException Failed(JsonNode error) => new(
        "UdfFailed",
        $"The user-defined function failed: {error["summary"]}\n{string.Join('\n', error["lines"]!.AsArray().Select(line => (string?)line))}") { Parameter = "udf" };

    /// <summary>Why there is no answer: what is known, else what the end of the process says.</summary>
    private Exception Gone(string? reason)
    {
        if (reason is null)
        {
            _hasEnded.Wait(LongestEnd);
        }

        return _services.CancellationToken.IsCancellationRequested
            ? new OperationCanceledException(_services.CancellationToken)
            : new GraphException("UdfFailed", $"The user-defined function gave no answer: {reason ?? _end?.Reason ?? _failure?.Message ?? LastLines()}") { Parameter = "udf" };
    }

    private string LastLines() => _end is null
        ? "its process does not end."
        : FormattableString.Invariant($"its process ended with exit code {_end.ExitCode}. {string.Join('\n', _end.LastLines.TakeLast(5))}").TrimEnd();
}
