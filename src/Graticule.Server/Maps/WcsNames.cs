using System.Diagnostics.CodeAnalysis;

namespace Graticule.Server.Maps;

/// <summary>Namespaces of WCS 2.0 and what it stands on.</summary>
internal static class WcsNames
{
    public const string Wcs = "http://www.opengis.net/wcs/2.0";
    public const string Ows = "http://www.opengis.net/ows/2.0";
    public const string Gml = "http://www.opengis.net/gml/3.2";
    public const string GmlCov = "http://www.opengis.net/gmlcov/1.0";
    public const string Swe = "http://www.opengis.net/swe/2.0";
    public const string Crs = "http://www.opengis.net/wcs/crs/1.0";
    public const string Interpolation = "http://www.opengis.net/wcs/interpolation/1.0";
    public const string XLink = "http://www.w3.org/1999/xlink";
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Of the list of times in descriptions of coverages.</summary>
    [SuppressMessage("Minor Code Smell", "S5332:Using http protocol is insecure", Justification = "It is a name.")]
    public const string TimeDomain = "http://www.geoserver.org/wcsgs/2.0";
}
