using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>One version of the API before 1.0, as the endpoint that a request came to carries it.</summary>
/// <param name="Name">Such as <c>0.0.2</c>.</param>
/// <param name="Path">Where its resources lie, such as <c>/api/v0</c>; no slash at the end.</param>
/// <param name="Form">How its process graphs are written.</param>
internal sealed record EarlyVersion(string Name, string Path, EarlyForm Form)
{
    /// <summary>Also takes what 0.0.1 did otherwise.</summary>
    public static EarlyVersion V002 { get; } = new("0.0.2", "/api/v0", EarlyForm.Nested);

    /// <summary>Where callers log in, below its path.</summary>
    public string LoginPath { get; init; } = "/auth/login";

    /// <summary>That of 0.0.2 where the address has none.</summary>
    public static EarlyVersion Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EarlyVersion>() ?? V002;

    /// <summary>Address of the API as the caller reached it, without a slash at its end.</summary>
    public string Address(HttpRequest request) => Server(request) + Path;

    /// <summary>Address of the server as the caller reached it, without a slash at its end.</summary>
    public static string Server(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
}
