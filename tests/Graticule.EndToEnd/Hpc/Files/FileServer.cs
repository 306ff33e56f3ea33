using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Hpc.Files;

/// <summary>A server for files, with a data folder of its own.</summary>
internal sealed class FileServer() : RestartedServer(Directory.CreateTempSubdirectory("graticule-files-").FullName)
{
    public string Key => File.ReadAllText(Path.Combine(Data, "admin.key")).Trim();

    public string Files => $"{Address}/api/v2/files/";

    public HttpClient Client() => new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Token", Key) } };

    public async Task<JsonNode> UploadAsync(byte[] content, string name)
    {
        using var http = Client();
        using var answer = await http.PostAsync(new Uri($"{Files}contents/?name={name}"), new ByteArrayContent(content));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public async Task<JsonNode> GetJsonAsync(string address)
    {
        using var http = Client();
        return JsonNode.Parse(await http.GetStringAsync(new Uri(address)))!;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
