namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The address under which a caller reached this API, and the addresses of everything in it.</summary>
/// <param name="Url">Without a slash at its end, such as <c>http://host/ogc-api</c>.</param>
internal readonly record struct Root(string Url)
{
    public const string Path = "/ogc-api";

    public static Root Of(HttpRequest request) => new(Server(request) + request.PathBase.ToUriComponent() + Path);

    public string Conformance => Url + "/conformance";

    public string Api => Url + "/api";

    public string Processes => Url + "/processes";

    public string Jobs => Url + "/jobs";

    public string Files => Url + "/files";

    /// <summary>The interactive page, which lies beside the API.</summary>
    public static string InteractivePage(HttpRequest request) => Server(request) + "/swagger-ui/oapip/index.html";

    public string Process(string id) => $"{Url}/processes/{Uri.EscapeDataString(id)}";

    /// <summary>The id that a caller means by an address below this root, or by the id itself; null for an address elsewhere.</summary>
    public string? ProcessId(string named)
    {
        var id = named.StartsWith(Processes + "/", StringComparison.Ordinal) ? Uri.UnescapeDataString(named[(Processes.Length + 1)..]) : named;
        id = id.EndsWith("/execution", StringComparison.Ordinal) ? id[..^"/execution".Length] : id;
        return id.Contains("://", StringComparison.Ordinal) ? null : id;
    }

    public string Execution(string id) => $"{Url}/processes/{Uri.EscapeDataString(id)}/execution";

    public string Job(string id) => $"{Url}/jobs/{id}";

    public string Results(string job) => $"{Url}/jobs/{job}/results";

    public string Output(string job, string output) => $"{Url}/jobs/{job}/results/{Uri.EscapeDataString(output)}";

    public string Output(string job, string output, int index) => $"{Output(job, output)}/{index}";

    public string Log(string job) => $"{Url}/jobs/{job}/log";

    public string File(string name) => $"{Url}/files/{Uri.EscapeDataString(name)}";

    private static string Server(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
