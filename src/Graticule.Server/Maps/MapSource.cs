namespace Graticule.Server.Maps;

/// <summary>A file that the map services show.</summary>
/// <param name="Map">Value of the parameter <c>map</c> that stands for it.</param>
/// <param name="Path">Absolute local path.</param>
/// <param name="Layer">Name under which the services show it.</param>
/// <param name="Identity">Another text means other content: key, time of change and length, or what else the content depends on.</param>
/// <param name="IsPublic">Whether the parameter alone allows to read it.</param>
internal sealed record MapSource(string Map, string Path, string Layer, string Identity, bool IsPublic);
