using Graticule.Jobs;

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

    public string Package(string id) => $"{Process(id)}/package";

    public string Job(string id) => $"{Url}/jobs/{id}";

    public string Results(string job) => $"{Url}/jobs/{job}/results";

    public string Output(string job, string output) => $"{Url}/jobs/{job}/results/{Uri.EscapeDataString(output)}";

    public string Output(string job, string output, int index) => $"{Output(job, output)}/{index}";

    /// <summary>One value of an output; its place among several goes with it.</summary>
    public string Value(Job job, JobOutput output)
    {
        var (index, count) = (0, 0);
        foreach (var one in job.Outputs)
        {
            if (one.Name == output.Name)
            {
                index = ReferenceEquals(one, output) ? count : index;
                count++;
            }
        }

        return count > 1 ? Output(job.Id.ToString(), output.Name, index) : Output(job.Id.ToString(), output.Name);
    }

    /// <summary>The files of an output that is a folder, without a slash at the end.</summary>
    public string Folder(Job job, JobOutput output) => Value(job, output) + "/files";

    /// <summary>The file that speaks for an output that is a folder: in its place among the others, or else the list of them.</summary>
    public string MainFile(Job job, JobOutput output) =>
        output.FileKey is { } key && key.StartsWith(output.FolderKey + "/", StringComparison.Ordinal)
            ? Below(Folder(job, output), key[(output.FolderKey!.Length + 1)..])
            : Folder(job, output);

    /// <summary>Address of a file by its path below an address.</summary>
    public static string Below(string address, string path) => $"{address}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    public string Log(string job) => $"{Url}/jobs/{job}/log";

    public string File(string name) => $"{Url}/files/{Uri.EscapeDataString(name)}";

    private static string Server(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
