using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Graticule.EndToEnd.Notebook;

/// <summary>The rest of the web, on this machine: files by path, and addresses that remember what was posted to them.</summary>
public sealed class LocalWeb : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Task _loop;

    public LocalWeb()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _loop = Task.Run(AnswerAsync);
    }

    /// <summary>With a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Bodies by the path that they were posted to, in order.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Posts { get; } = new(StringComparer.Ordinal);

    public void Add(string path, string file) => _files[path] = file;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath.TrimStart('/');
        if (context.Request.HttpMethod == "POST")
        {
            using var reader = new StreamReader(context.Request.InputStream);
            Posts.GetOrAdd(path, _ => new()).Enqueue(await reader.ReadToEndAsync());
        }
        else if (_files.TryGetValue(path, out var file))
        {
            await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }
}
