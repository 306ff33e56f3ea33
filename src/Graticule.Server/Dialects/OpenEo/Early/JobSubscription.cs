using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>
/// <c>/jobs/{job}/subscribe</c>: a WebSocket over which a job is told when it changes. 0.0.2 left the messages open; here each is the job's
/// metadata, as <c>GET /jobs/{job}</c> has them without the graph, the first one at once.
/// </summary>
internal sealed class JobSubscription(BatchJobs jobs)
{
    private const string Protocol = "job_subscribe";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task AcceptAsync(HttpContext context)
    {
        var (caller, id) = (context.Caller(), EarlyJobPages.Id(context));
        _ = await jobs.GetAsync(caller, id, context.RequestAborted);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            throw EarlyErrors.New(StatusCodes.Status426UpgradeRequired, "FeatureUnsupported", $"This is a WebSocket of the protocol '{Protocol}', version 13.");
        }

        var asked = context.WebSockets.WebSocketRequestedProtocols;
        if (asked.Count > 0 && !asked.Contains(Protocol, StringComparer.Ordinal))
        {
            throw Errors.BadRequest($"The protocol of this WebSocket is '{Protocol}', not {string.Join(", ", asked)}.");
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(asked.Count > 0 ? Protocol : null);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var hearing = ListenAsync(socket, end);
        await TellAsync(socket, caller, id, end.Token);
        await CloseAsync(socket);

        // The other side closes too, in its own time; a socket that is dropped before takes the last news with it.
        await Task.WhenAny(hearing, Task.Delay(Patience, context.RequestAborted));
        await end.CancelAsync();
        await hearing;
    }

    /// <summary>Until the job has ended, is gone, or nobody listens.</summary>
    private async Task TellAsync(WebSocket socket, Caller caller, string id, CancellationToken cancellationToken)
    {
        JsonObject? told = null;
        try
        {
            while (socket.State == WebSocketState.Open && await jobs.FindAsync(caller.Subject, id, cancellationToken) is { } job)
            {
                var now = EarlyJobJson.Write(job);
                if (!JsonNode.DeepEquals(now, told))
                {
                    await socket.SendAsync(Wire.Bytes(now), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                    told = now;
                }

                if (EarlyJobJson.Status(job) is EarlyJobJson.Finished or EarlyJobJson.Error or EarlyJobJson.Canceled)
                {
                    return;
                }

                await Task.Delay(LookEvery, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Nobody listens any more.
        }
    }

    /// <summary>Whatever a client says is passed over, except that it goes.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource end)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, end.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It went without saying so.
        }

        await end.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The job has ended.", patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It went meanwhile.
        }
    }
}
