namespace Graticule.Server.Maps;

/// <summary>A file that the map services show.</summary>
/// <param name="Map">Value of the parameter <c>map</c> that stands for it.</param>
/// <param name="Path">Absolute local path.</param>
/// <param name="Layer">Name under which the services show it.</param>
/// <param name="Identity">Key, time of change and length: another text means other content.</param>
/// <param name="IsPublic">Whether the parameter alone allows to read it.</param>
internal sealed record MapSource(string Map, string Path, string Layer, string Identity, bool IsPublic);
