using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Access;

/// <summary>A real browser without a window, driven by its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Process _process;
    private Task _listening = Task.CompletedTask;
    private int _last;

    private Chromium() => _process = Process.Start(new ProcessStartInfo(
        "/usr/bin/chromium",
        ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={_folder.Path}", "about:blank"])
    {
        UseShellExecute = false,
        RedirectStandardError = true,
    })!;

    public static bool IsInstalled => File.Exists("/usr/bin/chromium");

    public static async Task<Chromium> StartAsync()
    {
        const string announcement = "DevTools listening on ";
        var browser = new Chromium();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await browser._process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(announcement, StringComparison.Ordinal))
            {
                await browser._socket.ConnectAsync(new(line[announcement.Length..]), patience.Token);
                browser._listening = browser.ListenAsync();
                return browser;
            }
        }

        throw new InvalidOperationException("Chromium does not start.");
    }

    /// <summary>A new page.</summary>
    /// <returns>The session that scripts on it need.</returns>
    public async Task<string> OpenAsync(string url)
    {
        var target = await SendAsync("Target.createTarget", new() { ["url"] = url });
        return (string)(await SendAsync("Target.attachToTarget", new() { ["targetId"] = (string?)target["targetId"], ["flatten"] = true }))["sessionId"]!;
    }

    /// <summary>The value of a script on a page, as if the user had caused it.</summary>
    public async Task<JsonNode?> RunAsync(string session, string script)
    {
        JsonObject parameters = new() { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true, ["userGesture"] = true };
        var answer = await SendAsync("Runtime.evaluate", parameters, session);
        return answer["exceptionDetails"] is { } fault ? throw new InvalidOperationException(fault.ToJsonString()) : answer["result"]!["value"];
    }

    /// <summary>Tries a script until its value is true.</summary>
    public async Task WaitAsync(string session, string script)
    {
        for (var tries = 0; tries < 1500; tries++)
        {
            if (await RunAsync(session, $"!!({script})") is { } value && (bool)value)
            {
                return;
            }

            await Task.Delay(100);
        }

        var pages = (await SendAsync("Target.getTargets", []))["targetInfos"]!.AsArray().Select(target => (string?)target!["url"]);
        throw new TimeoutException(
            $"This did not become true: {script}. Open are: {string.Join(' ', pages)} The page says: {await RunAsync(session, "document.body.innerText.slice(0, 2000)")}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _listening;
        _process.Dispose();
        _socket.Dispose();
        _sending.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters, string? session = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, default);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task ListenAsync()
    {
        var (buffer, text) = (new byte[64 << 10], new MemoryStream());
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, default);
                await text.WriteAsync(buffer.AsMemory(0, part.Count));
                if (!part.EndOfMessage)
                {
                    continue;
                }

                var message = JsonNode.Parse(text.ToArray())!;
                text.SetLength(0);
                if (message["id"] is { } id && _waiting.TryRemove((int)id, out var waiting))
                {
                    waiting.SetResult(message["result"] ?? throw new InvalidOperationException(message.ToJsonString()));
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or System.Text.Json.JsonException)
        {
            // The browser is gone.
        }
    }
}
