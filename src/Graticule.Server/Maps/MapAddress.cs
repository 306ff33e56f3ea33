namespace Graticule.Server.Maps;

/// <summary>Addresses of the map services under the name by which a caller reached this server.</summary>
/// <param name="Server">Everything before <c>/maps</c>, such as <c>https://maps.example.org/graticule</c>.</param>
internal readonly record struct MapAddress(string Server)
{
    public const string Folder = "/maps";

    /// <summary>Pattern of the folder where one file has all services, without a parameter that says which file it is.</summary>
    public const string FileFolder = Folder + "/at/{" + MapSources.Parameter + "}";

    public static MapAddress Of(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        var start = path.IndexOf(Folder + "/", StringComparison.Ordinal);
        return new($"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{path[..Math.Max(start, 0)]}");
    }

    public string Wms(string map) => Service("wms", map);

    public string Wmts(string map) => Service("wmts", map);

    public string Wcs(string map) => Service("wcs", map);

    /// <summary>A template with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>.</summary>
    public string Xyz(string map) => $"{Server}{Folder}/xyz/{{z}}/{{x}}/{{y}}.png{Query(map)}";

    public string TileJson(string map) => $"{Server}{Folder}/xyz/tilejson.json{Query(map)}";

    /// <summary>A template as WMTS 1.0.0 10.2 has it.</summary>
    public string WmtsTile(string map, string layer, bool hasTimes, string extension) =>
        $"{Server}{Folder}/wmts/{Uri.EscapeDataString(layer)}/{{Style}}/{(hasTimes ? "{time}/" : "")}{{TileMatrixSet}}/{{TileMatrix}}/{{TileRow}}/{{TileCol}}.{extension}{Query(map)}";

    /// <summary>Below it, the services of one file: <c>wms</c>, <c>wmts</c>, <c>wcs</c>, <c>xyz</c>, <c>tms</c>.</summary>
    public string File(string map) => $"{Server}{Folder}/at/{Uri.EscapeDataString(map)}";

    private static string Query(string map) => $"?{MapSources.Parameter}={Uri.EscapeDataString(map).Replace("%2F", "/", StringComparison.Ordinal)}";

    /// <summary>Ends in <c>&amp;</c>, so that clients add their parameters.</summary>
    private string Service(string name, string map) => $"{Server}{Folder}/{name}{Query(map)}&";
}
