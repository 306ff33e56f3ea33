namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Answers a request.</summary>
internal delegate Task LcmapAnswer(HttpContext context);

/// <summary>One method of one path of the API; HEAD where there is GET.</summary>
/// <param name="Method"><c>GET</c>, <c>PUT</c>, …</param>
/// <param name="Pattern">Route below <c>/lcmap</c>: empty, or begins with a slash.</param>
/// <param name="Answer">What it does.</param>
internal sealed record LcmapResource(string Method, string Pattern, LcmapAnswer Answer)
{
    /// <summary>Answers without a key or token.</summary>
    public bool IsPublic { get; init; }

    /// <summary>What it takes to ask for it.</summary>
    public Jobs.Access.Scopes Scope { get; init; } = Jobs.Access.Scopes.Read;
}
