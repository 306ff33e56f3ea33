namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The address under which a caller reached one version of this API, and the addresses of everything in it.</summary>
/// <param name="Server">Address of the server, without a slash at its end.</param>
/// <param name="Version">Which version.</param>
internal readonly record struct Root(string Server, ApiVersion Version)
{
    public const string Path = "/openeo";

    public static Root Of(HttpContext context)
    {
        var request = context.Request;
        return new($"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}", ApiVersion.Of(context));
    }

    public string Url => $"{Server}{Path}/{Version.Path}";

    public string WellKnown => Server + "/.well-known/openeo";

    public string Collections => Url + "/collections";

    public string Processes => Url + "/processes";

    public string Jobs => Url + "/jobs";

    public string Services => Url + "/services";

    public string Service(string id) => $"{Services}/{id}";

    public string Collection(string id) => $"{Collections}/{Escape(id)}";

    public string UserProcess(string id) => $"{Url}/process_graphs/{Uri.EscapeDataString(id)}";

    public string Job(string id) => $"{Jobs}/{id}";

    public string Results(string job) => $"{Jobs}/{job}/results";

    public string Logs(string job) => $"{Jobs}/{job}/logs";

    /// <summary>What a signed token leads to; the path is there for people and for names of downloads.</summary>
    public string Signed(string token, string path) => $"{Url}/results/{token}/{Escape(path)}";

    /// <summary>A path, each part of it escaped.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
