using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class SubscriptionTests(EarlyServer server)
{
    [Fact]
    public async Task Whoever_subscribes_hears_of_changes_until_the_job_ends()
    {
        var job = await server.MakeAsync(EarlyServer.Small(679971));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("job_subscribe");
        socket.Options.SetRequestHeader("Authorization", "Bearer " + server.KeyOf("ann"));
        await socket.ConnectAsync(new Uri($"{server.V0.Replace("http", "ws", StringComparison.Ordinal)}/jobs/{job}/subscribe"), CancellationToken.None);
        List<string> statuses = [(string)(await HearAsync(socket))!["status"]!];

        await server.AskAsync("PATCH", $"/jobs/{job}/queue");
        while (await HearAsync(socket) is { } news)
        {
            Assert.Equal(job, (string?)news["job_id"]);
            statuses.Add((string)news["status"]!);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        Assert.Equal("job_subscribe", socket.SubProtocol);
        Assert.Equal(("submitted", "finished"), (statuses[0], statuses[^1]));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task Nobody_else_subscribes_and_no_other_way()
    {
        var job = await server.MakeAsync(EarlyServer.Small());

        Assert.Equal(426, (await server.AskAsync("GET", $"/jobs/{job}/subscribe")).Status);
        Assert.Equal(401, (await server.AskAsync("GET", $"/jobs/{job}/subscribe", owner: null)).Status);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + server.KeyOf("bob"));
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"{server.V0.Replace("http", "ws", StringComparison.Ordinal)}/jobs/{job}/subscribe"), CancellationToken.None));
    }

    /// <summary>Null at the end.</summary>
    private static async Task<JsonNode?> HearAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var buffer = new byte[16 << 10];
        var heard = await socket.ReceiveAsync(buffer, patience.Token);
        return heard.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, heard.Count));
    }
}
