namespace Graticule.Server.Maps;

/// <summary>The two versions of WMS: OGC 01-068r3 (1.1.1) and OGC 06-042 (1.3.0).</summary>
internal sealed record WmsVersion(string Number, string CrsParameter, string ColumnParameter, string RowParameter, string UnknownCrs)
{
    public static WmsVersion V111 { get; } = new("1.1.1", "SRS", "X", "Y", "InvalidSRS");

    public static WmsVersion V130 { get; } = new("1.3.0", "CRS", "I", "J", "InvalidCRS");

    /// <summary>Coordinates in the order of axes of the CRS; before, longitude or easting was always first.</summary>
    public bool FollowsAxes => ReferenceEquals(this, V130);

    public string ExceptionType => FollowsAxes ? MapAnswer.Xml : "application/vnd.ogc.se_xml";

    /// <summary>Version negotiation (06-042 6.2.4): the highest for who does not say, the nearest that is not above for who does.</summary>
    public static WmsVersion Read(MapQuery query)
    {
        var asked = query.Text("VERSION") ?? query.Text("WMTVER");
        if (asked is null)
        {
            return query.Has("SRS") ? V111 : V130;
        }

        return string.CompareOrdinal(asked, "1.3") < 0 ? V111 : V130;
    }
}
