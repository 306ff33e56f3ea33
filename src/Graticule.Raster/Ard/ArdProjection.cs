using System.Globalization;

namespace Graticule.Raster.Ard;

/// <summary>An Albers equal-area conic projection without false offsets, in metres.</summary>
/// <param name="Place">What it is for.</param>
/// <param name="FirstParallel">Degrees north.</param>
/// <param name="SecondParallel">Degrees north.</param>
/// <param name="OriginLatitude">Degrees north.</param>
/// <param name="OriginLongitude">Degrees east.</param>
public sealed record ArdProjection(string Place, double FirstParallel, double SecondParallel, double OriginLatitude, double OriginLongitude)
{
    /// <summary>Larger half axis in metres and inverse flattening of the ellipsoid that files of analysis ready data have.</summary>
    public static (double Axis, double InverseFlattening) Ellipsoid => (6_378_140, 298.2569999999986);

    /// <summary>As the files of analysis ready data have it: WGS 84 with the ellipsoid that they give it.</summary>
    public string Wkt => Write(
        "WGS_1984_Albers",
        """GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378140,298.2569999999986]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""");

    /// <summary>As specifications of chips have it: NAD 83.</summary>
    public string SpecificationWkt => Write(
        $"Albers {Place}",
        """GEOGCS["NAD83",DATUM["North_American_Datum_1983",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""");

    private string Write(string name, string geographic) => string.Create(
        CultureInfo.InvariantCulture,
        $"PROJCS[\"{name}\",{geographic},PROJECTION[\"Albers_Conic_Equal_Area\"],PARAMETER[\"standard_parallel_1\",{FirstParallel:0.0###}],PARAMETER[\"standard_parallel_2\",{SecondParallel:0.0###}],PARAMETER[\"latitude_of_center\",{OriginLatitude:0.0###}],PARAMETER[\"longitude_of_center\",{OriginLongitude:0.0###}],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]");
}
