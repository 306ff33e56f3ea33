using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Lcmap;

/// <summary>A server for results of change detection.</summary>
internal sealed class LcmapServer(string data) : RestartedServer(data)
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <param name="path">Below <c>/lcmap</c>.</param>
    public async Task<(int Status, JsonNode? Body)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(Address + "/lcmap" + path));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>The body of an answer that must be one.</summary>
    public async Task<byte[]> GetBytesAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(Address + "/lcmap" + path));
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
        return body;
    }

    /// <summary>Asks again until something holds of the answer.</summary>
    public async Task<JsonNode> WaitAsync(string path, Func<JsonNode, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (true)
        {
            var (_, body) = await GetAsync(path);
            if (body is not null && holds(body))
            {
                return body;
            }

            try
            {
                await Task.Delay(100, limit.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"{path} is still: {body?.ToJsonString()}", late);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _client.Dispose();
    }
}
