using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client;

/// <summary>What the client commands ask of a server, in the words of OGC API - Processes; documents are passed on as they came.</summary>
internal sealed class Api(Transport transport) : IDisposable
{
    private const string Root = "ogc-api";

    public Uri Server => transport.Server;

    /// <summary>Where a person looks at a job.</summary>
    public Uri JobPage(string id) => new(transport.Server, $"{Root}/jobs/{id}?f=html");

    /// <summary>Descriptions in short of all processes, following the pages.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListProcessesAsync(CancellationToken cancellationToken)
    {
        List<JsonObject> found = [];
        for (var next = $"{Root}/processes?limit=1000"; next is not null;)
        {
            var page = await transport.GetJsonAsync(next, cancellationToken);
            found.AddRange(Members(page, "processes"));
            next = Links.Find(page, "next");
        }

        return found;
    }

    public Task<JsonObject> DescribeAsync(string process, CancellationToken cancellationToken) =>
        transport.GetJsonAsync($"{Root}/processes/{Uri.EscapeDataString(process)}", cancellationToken);

    /// <summary>Makes a process of a package, or checks whether it could be made; answers with what it is.</summary>
    public Task<JsonObject> DeployAsync(PackageFile package, string? workflow, bool isDryRun, CancellationToken cancellationToken)
    {
        List<string> query = [.. workflow is null ? (string[])[] : [$"w={Uri.EscapeDataString(workflow)}"], .. isDryRun ? (string[])["dry-run=true"] : []];
        return transport.SendPackageAsync(HttpMethod.Post, $"{Root}/processes?{string.Join('&', query)}", package, cancellationToken);
    }

    public Task ReplaceAsync(string process, PackageFile package, string? workflow, CancellationToken cancellationToken) => transport.SendPackageAsync(
        HttpMethod.Put,
        $"{Root}/processes/{Uri.EscapeDataString(process)}{(workflow is null ? "" : $"?w={Uri.EscapeDataString(workflow)}")}",
        package,
        cancellationToken);

    public async Task UndeployAsync(string process, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Delete, $"{Root}/processes/{Uri.EscapeDataString(process)}");
        using var response = await transport.SendAsync(request, cancellationToken);
    }

    /// <summary>What a process was deployed as.</summary>
    public async Task<string> PackageAsync(string process, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Root}/processes/{Uri.EscapeDataString(process)}/package");
        using var response = await transport.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Starts a job; answers as soon as it is queued.</summary>
    public async Task<RemoteJob> SubmitAsync(string process, JsonObject request, CancellationToken cancellationToken) =>
        RemoteJob.Read(await transport.PostJsonAsync(
            $"{Root}/processes/{Uri.EscapeDataString(process)}/execution", request, "respond-async", cancellationToken));

    /// <summary>Has the server check a request without making a job of it.</summary>
    /// <exception cref="ProblemException">InvalidInput, with every fault.</exception>
    public Task<JsonObject> CheckAsync(string process, JsonObject request, CancellationToken cancellationToken) =>
        transport.PostJsonAsync($"{Root}/processes/{Uri.EscapeDataString(process)}/validation", request, preference: null, cancellationToken);

    public async Task<RemoteJob> FindAsync(string id, CancellationToken cancellationToken) =>
        RemoteJob.Read(await transport.GetJsonAsync(Address(id), cancellationToken));

    /// <summary>The newest jobs that fit, at most <paramref name="limit"/>.</summary>
    public async Task<JsonObject> ListAsync(IReadOnlyList<string> states, IReadOnlyList<string> processes, int limit, CancellationToken cancellationToken)
    {
        List<string> query = [string.Create(CultureInfo.InvariantCulture, $"limit={limit}")];
        query.AddRange(states.Select(state => $"status={Uri.EscapeDataString(Words.Of(state))}"));
        query.AddRange(processes.Select(process => $"processID={Uri.EscapeDataString(process)}"));
        return await transport.GetJsonAsync($"{Root}/jobs?{string.Join('&', query)}", cancellationToken);
    }

    /// <summary>What the job said, without the first <paramref name="from"/> lines.</summary>
    public async Task<IReadOnlyList<JsonObject>> LogAsync(string id, int from, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{Address(id)}/log?from={from}"));
        using var response = await transport.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    /// <summary>Ends a job that has not ended; removes one that has.</summary>
    public async Task<RemoteJob> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Delete, Address(id));
        return RemoteJob.Read(await transport.ReadJsonAsync(request, cancellationToken));
    }

    /// <summary>All outputs of a job that succeeded: files as links, small values as they are.</summary>
    /// <exception cref="ProblemException">The job's own problem, when it failed.</exception>
    public async Task<IReadOnlyList<RemoteOutput>> ResultsAsync(string id, CancellationToken cancellationToken)
    {
        // Asking by ?f=json yields the document even where there is only one output.
        var document = await transport.GetJsonAsync($"{Address(id)}/results?f=json", cancellationToken);
        return [.. document.Select(member => RemoteOutput.Read(member.Key, member.Value, transport.Server))];
    }

    /// <summary>Stores a local file on the server, under a name made of its content, and answers its address there.</summary>
    public async Task<string> UploadAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = 0;
        var address = new Uri(transport.Server, $"{Root}/files/{digest[..32]}{Path.GetExtension(path)}");
        using HttpRequestMessage request = new(HttpMethod.Put, address) { Content = new StreamContent(content) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        using var response = await transport.SendAsync(request, cancellationToken);
        return address.AbsoluteUri;
    }

    /// <summary>Saves what a link leads to; the file appears whole or not at all.</summary>
    public async Task DownloadAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        using var response = await transport.SendAsync(request, cancellationToken);
        var partial = $"{path}.part";
        await using (var file = File.Create(partial))
        {
            await response.Content.CopyToAsync(file, cancellationToken);
        }

        File.Move(partial, path, overwrite: true);
    }

    public void Dispose() => transport.Dispose();

    internal static IEnumerable<JsonObject> Members(JsonObject document, string name) =>
        (document[name] as JsonArray ?? []).OfType<JsonObject>();

    private static string Address(string id) => $"{Root}/jobs/{Uri.EscapeDataString(id)}";
}
