using System.Diagnostics;

namespace Graticule.EndToEnd;

/// <summary>A server started from the built program on a free port, with a data folder of its own and, where it can be had, the demo collection.</summary>
public sealed class RunningServer : IAsyncLifetime, IDisposable
{
    private const string Announcement = "Graticule serves ";

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningServer()
        : this([])
    {
    }

    internal RunningServer(IEnumerable<string> options)
    {
        _process = new()
        {
            StartInfo = new(BuiltProgram.Location, ["serve", "--urls", "http://127.0.0.1:0", "--data", Data, .. options])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.ErrorDataReceived += (_, line) => Listen(line.Data);
        _process.OutputDataReceived += (_, line) => Listen(line.Data);
    }

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Of CQL, where the options ask for it; else 0.</summary>
    public int CqlPort { get; private set; }

    public string Data { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    /// <summary>Whether the collection 'demo' is there; it comes out of Debian packages.</summary>
    public bool HasDemoData { get; private set; }

    public async Task InitializeAsync()
    {
        var fetched = await BuiltProgram.RunAsync(Path.Combine(BuiltProgram.Repository, "eng/demo-data.sh"), [Data]);
        HasDemoData = fetched.Code == 0;
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Address = await _address.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async Task DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        Directory.Delete(Data, recursive: true);
    }

    public void Dispose() => _process.Dispose();

    private void Listen(string? line)
    {
        if (line?.StartsWith(Announcement, StringComparison.Ordinal) == true)
        {
            var addresses = line[Announcement.Length..].Split(", ");
            CqlPort = addresses.FirstOrDefault(address => address.StartsWith("cql://", StringComparison.Ordinal)) is { } cql ? new Uri(cql).Port : 0;
            _address.TrySetResult(addresses[0].TrimEnd('/'));
        }
    }
}

[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<RunningServer>
{
    public const string Name = "shared server";
}
