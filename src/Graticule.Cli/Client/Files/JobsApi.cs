using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client.Files;

/// <summary>The part of <c>/api/v2</c> that has jobs.</summary>
/// <exception cref="ProblemException">Every member: the server refuses.</exception>
/// <exception cref="HttpRequestException">Every member: the server cannot be reached.</exception>
internal sealed class JobsApi(Transport transport)
{
    private const string Root = "api/v2/";

    /// <summary>Saves a job, and does not start it.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SaveAsync(JsonObject job, CancellationToken cancellationToken)
    {
        var saved = await transport.PostJsonAsync($"{Root}jobs/", job, preference: null, cancellationToken);
        return (string?)saved["id"] ?? throw new ProblemException(ProblemKind.Unsupported, "The server saved the job and did not tell its id; is this a server of the API /api/v2?");
    }

    public async Task SubmitAsync(string job, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"{Root}jobs/{job}/submit/");
        using var response = await transport.SendAsync(request, cancellationToken);
    }

    /// <summary>What the job does now, and why; nulls where it was not submitted.</summary>
    public async Task<(string? Status, string? Reason)> StatusAsync(string job, CancellationToken cancellationToken)
    {
        var page = await transport.GetJsonAsync($"{Root}jobs/{job}/statuses/?page_size=1", cancellationToken);
        var newest = (page["results"] as JsonArray)?.FirstOrDefault();
        return ((string?)newest?["status"], (string?)newest?["statusReason"]);
    }

    /// <summary>Those that have begun, by number.</summary>
    public async Task<IReadOnlyList<RemoteRun>> RunsAsync(string job, CancellationToken cancellationToken)
    {
        List<RemoteRun> runs = [];
        for (var number = 1; ; number++)
        {
            var page = await transport.GetJsonAsync($"{Root}jobs/{job}/runs/?page={number}&page_size=100", cancellationToken);
            runs.AddRange((page["results"] as JsonArray ?? []).OfType<JsonObject>().Select(RemoteRun.Read));
            if (page["next"] is null)
            {
                return runs;
            }
        }
    }

    /// <summary>What a job left: paths as its command knew them, below a folder for each run where there are several.</summary>
    public async Task<IReadOnlyList<RemoteFile>> FilesAsync(string job, CancellationToken cancellationToken)
    {
        var name = Uri.EscapeDataString(job);
        FilesApi files = new(transport);
        var runs = await RunsAsync(name, cancellationToken);
        if (runs.Count < 2)
        {
            return await files.ListAsync($"jobs/{name}/files/", search: null, cancellationToken);
        }

        List<RemoteFile> found = [];
        foreach (var run in runs)
        {
            var left = await files.ListAsync($"jobs/{name}/runs/{run.Id}/files/", search: null, cancellationToken);
            found.AddRange(left.Select(file => file with { Path = $"run{run.Id}/{file.Path}" }));
        }

        return found;
    }

    /// <summary>The core types that a job can name, in the order of the server.</summary>
    public async Task<IReadOnlyList<(string Code, int Cores)>> CoreTypesAsync(CancellationToken cancellationToken)
    {
        var page = await transport.GetJsonAsync($"{Root}coretypes/?page_size=100", cancellationToken);
        return
        [
            .. (page["results"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(type => type["code"] is not null && type["cores"] is JsonArray { Count: > 0 })
                .Select(type => ((string)type["code"]!, ((JsonArray)type["cores"]!).Min(cores => (int)cores!))),
        ];
    }
}

/// <param name="Id">Number, as a text.</param>
/// <param name="IsOver">Whether it has ended.</param>
/// <param name="ExitCode">Of its command; null: not known.</param>
/// <param name="Files">That it left.</param>
internal sealed record RemoteRun(string Id, bool IsOver, int? ExitCode, int Files)
{
    public static RemoteRun Read(JsonObject run) => new(
        (string?)run["id"] ?? "?", run["dateCompleted"] is not null, (int?)run["exitCode"], (int?)run["outputFileCount"] ?? 0);
}
