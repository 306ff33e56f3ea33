namespace Graticule.Server.Dialects.OpenEo;

/// <summary>One version of the API, as the endpoint that a request came to carries it.</summary>
/// <param name="Name">Such as <c>1.3.0</c>.</param>
/// <param name="Path">Part of the address, such as <c>1.3</c>.</param>
internal sealed record ApiVersion(string Name, string Path)
{
    public static ApiVersion V13 { get; } = new("1.3.0", "1.3");

    public static ApiVersion V12 { get; } = new("1.2.0", "1.2");

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<ApiVersion> All { get; } = [V13, V12];

    /// <summary>Whether members are told that 1.3 added.</summary>
    public bool Is13 => ReferenceEquals(this, V13);

    /// <summary>The newest where the address has none.</summary>
    public static ApiVersion Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ApiVersion>() ?? V13;
}
