namespace Graticule.Cli.Client;

/// <summary>A server and a key under a name.</summary>
/// <param name="Server">Without a slash at the end.</param>
/// <param name="Key">Null: none is known.</param>
internal sealed record ApiProfile(string Server, string? Key);
