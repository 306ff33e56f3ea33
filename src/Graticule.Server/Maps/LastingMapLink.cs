namespace Graticule.Server.Maps;

/// <summary>Where anybody who has it sees a file as a map, for as long as the file is there.</summary>
/// <param name="address">Where the caller finds this server.</param>
/// <param name="map">Stands for the file.</param>
internal sealed class LastingMapLink(MapAddress address, string map)
{
    public string Wms => address.Wms(map);

    public string Wmts => address.Wmts(map);

    public string Xyz => address.Xyz(map);

    /// <summary>Has no parameters: clients append <c>?SERVICE=WCS&amp;…</c>.</summary>
    public string Wcs => $"{Folder}/wcs";

    /// <summary>Clients append <c>/{z}/{x}/{y}</c> or <c>/{time}/{z}/{x}/{y}</c>, rows from the south.</summary>
    public string Tms => $"{Folder}/tms";

    /// <summary>Below it, all services of the file without parameters of their own: <c>/wms</c>, <c>/wmts</c>, <c>/wcs</c>, <c>/xyz</c>, <c>/tms</c>.</summary>
    public string Folder => address.File(map);
}
