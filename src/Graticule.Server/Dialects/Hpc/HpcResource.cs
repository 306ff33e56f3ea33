using Graticule.Jobs.Access;
using Graticule.Server.Dialects.Hpc.Throttling;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>Answers a request.</summary>
/// <param name="request">Whose caller is known.</param>
internal delegate Task HpcAnswer(HpcRequest request);

/// <summary>One method of one path. HEAD is answered where GET is; resources with the same path must spell it alike.</summary>
/// <param name="Method">In capitals, such as <c>GET</c>.</param>
/// <param name="Pattern">Below the version: begins with a slash and ends without, such as <c>/jobs/{id}/runs/{run}</c>.</param>
/// <param name="Answer">What it does.</param>
internal sealed record HpcResource(string Method, string Pattern, HpcAnswer Answer)
{
    /// <summary>In which versions it is there.</summary>
    public HpcVersions Versions { get; init; } = HpcVersions.All;

    /// <summary>What it takes to ask for it: to read where nothing changes, else to execute.</summary>
    public Scopes Scope { get; init; } = HttpMethods.IsGet(Method) || HttpMethods.IsHead(Method) ? Scopes.Read : Scopes.Execute;

    /// <summary>With which other requests of the caller it is counted in version 2; those of version 3 are counted together.</summary>
    public ThrottleScope Throttle { get; init; } = ThrottleScope.User;

    public static HpcResource Get(string pattern, HpcAnswer answer) => new(HttpMethods.Get, pattern, answer);

    public static HpcResource Post(string pattern, HpcAnswer answer) => new(HttpMethods.Post, pattern, answer);

    public static HpcResource Put(string pattern, HpcAnswer answer) => new(HttpMethods.Put, pattern, answer);

    public static HpcResource Patch(string pattern, HpcAnswer answer) => new(HttpMethods.Patch, pattern, answer);

    public static HpcResource Delete(string pattern, HpcAnswer answer) => new(HttpMethods.Delete, pattern, answer);
}
