using System.Net;
using System.Net.Sockets;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;
using Graticule.Server.Dialects.Lcmap.Cql;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graticule.Tests.Server.Dialects.Lcmap.Cql;

/// <summary>A listener on a free port over a store in a folder of its own.</summary>
internal sealed class CqlTestServer : IAsyncDisposable
{
    public const string Algorithm = "lcmap-pyccd:2018.10.17";
    public const string Keyspace = "lcmap_changes_local";

    public static readonly ChipKey Chip = new(Algorithm, -1_815_585, 2_864_805);

    public static readonly DateTimeOffset Produced = new(2018, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static readonly DateTimeOffset Requested = new(2018, 3, 4, 5, 0, 0, 123, TimeSpan.Zero);

    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;
    private readonly SqlDatabase _database;
    private readonly ApiKeys _keys;
    private CqlListener? _listener;
    private Task _running = Task.CompletedTask;

    private CqlTestServer()
    {
        _database = SqlDatabase.Open(new DataFolder(_folder));
        _keys = new(new SqlKeyStore(_database), TimeProvider.System);
    }

    public IChipStore Store { get; private set; } = null!;

    public int Port { get; private set; }

    public static async Task<CqlTestServer> StartAsync(bool needsKey = false, CqlLimits? limits = null)
    {
        CqlTestServer server = new();
        server.Store = await ChipStores.OpenAsync(Path.Combine(server._folder, "change.db"), server: null, CancellationToken.None);
        KnownKeys known = new(server._keys, TimeProvider.System);
        AccessGate gate = new([known], needsKey ? null : Caller.Anonymous, takesTokens: false, new(known, [], isOpen: false));
        CqlService service = new(ResultTables.Of(server.Store, Keyspace), gate, limits ?? new(), NullLogger.Instance);
        server._listener = new(service, [new(IPAddress.Loopback, 0)]);
        server._listener.Open();
        server.Port = new Uri(server._listener.Addresses.Single()).Port;
        server._running = server._listener.RunAsync(server._stop.Token);
        return server;
    }

    public async Task<CqlTestClient> ConnectAsync()
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        return new(socket);
    }

    /// <summary>A connection that may ask for rows.</summary>
    public async Task<CqlTestClient> OpenAsync()
    {
        var client = await ConnectAsync();
        Assert.Equal(Opcode.Ready, (await client.AskAsync(Opcode.Startup, CqlTestClient.Startup)).Opcode);
        return client;
    }

    public Task<NewKey> MakeKeyAsync(Scopes scopes) => _keys.CreateAsync("somebody", scopes, expiresAt: null, CancellationToken.None);

    public Task RevokeAsync(NewKey key) => _keys.RevokeAsync(key.Key.Id, CancellationToken.None);

    /// <summary>Stores results of some pixels of a chip, of which every seventh failed.</summary>
    /// <returns>The stored texts by pixel.</returns>
    public async Task<Dictionary<int, string>> FillAsync(ChipKey key, IEnumerable<int> pixels)
    {
        await Store.RequestAsync(new(key, Requested, "http://inputs.example.org/chips", "job-1", Ticket: null), CancellationToken.None);
        PixelOutcome[] outcomes = [.. pixels.Select(Outcome)];
        ChipHeader header = new() { Key = key, Days = [730_000, 730_016], TellsShares = true, Produced = Produced };
        var file = ChipFile.Of(header, outcomes);
        StoredStrip[] strips = [.. file.Strips.Select(strip => new StoredStrip(StripCodec.Summary(strip).Column, strip))];
        Assert.True(await Store.ImportAsync(
            new(key, "job-1", Produced, "0123456789abcdef0123456789abcdef", file.Header.Ok, file.Header.Failed, file.Header.Encode(), strips), CancellationToken.None));
        return outcomes.ToDictionary(outcome => outcome.Pixel, outcome => PixelDocument.Text(key.Algorithm, tellsShares: true, outcome));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _listener?.Dispose();
        _stop.Dispose();
        await Store.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static PixelOutcome Outcome(int pixel)
    {
        if (pixel % 7 == 6)
        {
            return new(pixel, Result: null, $"Unsupported QA value: 0 (pixel {pixel})");
        }

        BandModel band = new(1.5, [pixel, -0.0, 0, 0, 0, 0, 0], 12.25, 3);
        ChangeModel model = new(730_000, 730_016, 730_016, 2, 1.0, 8, [.. Enumerable.Repeat(band, 7)]);
        return new(pixel, new([true, pixel % 2 == 0], [model], CcdcProcedure.Standard, 0.25, 0, 0.5), Fault: null);
    }
}
