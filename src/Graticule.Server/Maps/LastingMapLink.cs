namespace Graticule.Server.Maps;

/// <summary>Where anybody who has it sees a file as a map, for as long as the file is there.</summary>
/// <param name="address">Where the caller finds this server.</param>
/// <param name="map">Stands for the file.</param>
internal sealed class LastingMapLink(MapAddress address, string map)
{
    public string Wms => address.Wms(map);

    public string Wmts => address.Wmts(map);

    public string Xyz => address.Xyz(map);
}
