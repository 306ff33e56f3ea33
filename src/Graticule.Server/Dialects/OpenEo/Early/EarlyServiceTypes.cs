using Graticule.Server.Maps;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <param name="Name">In small letters, as 0.0.x has it.</param>
/// <param name="Address">Where it is: the address itself has no query, since clients of the time append theirs.</param>
internal sealed record EarlyServiceType(string Name, Func<LastingMapLink, string> Address);

/// <summary>As what jobs can be seen.</summary>
internal static class EarlyServiceTypes
{
    public static IReadOnlyList<EarlyServiceType> All { get; } =
    [
        new("wcs", static link => link.Wcs),
        new("wms", static link => link.Folder + "/wms"),
        new("wmts", static link => link.Folder + "/wmts"),
        new("tms", static link => link.Tms),
        new("xyz", static link => link.Folder + "/xyz"),
    ];

    /// <summary>Capitals do not matter; null where there is none.</summary>
    public static EarlyServiceType? Find(string name) => All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="OpenEoException">ServiceUnsupported.</exception>
    public static EarlyServiceType Get(string name) => Find(name)
        ?? throw Errors.New("ServiceUnsupported", $"There is no service type '{name}'; there are: {string.Join(", ", All.Select(type => type.Name))}.");

    public static Task ListAsync(HttpContext context) => Wire.SendAsync(context, Wire.Texts(All.Select(type => type.Name)));
}
