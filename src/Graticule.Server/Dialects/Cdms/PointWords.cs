using System.Globalization;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs.Text;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>The observations of one side of a match-up in the words of this API.</summary>
internal sealed class PointWords
{
    private const string Satellite = "orbiting satellite";

    private readonly MatchSide _side;
    private readonly string? _satelliteDevice;
    private readonly bool _isPrimary;

    private PointWords(MatchSide side, string? satelliteDevice, bool isPrimary) => (_side, _satelliteDevice, _isPrimary) = (side, satelliteDevice, isPrimary);

    public static PointWords OfPrimary(MatchFile file) => new(
        file.Primary,
        file.Primary.Variables.Any(variable => variable.Name.Contains("wind", StringComparison.OrdinalIgnoreCase)) ? "scatterometers" : "radiometers",
        isPrimary: true);

    public static PointWords OfSecondary(MatchFile file) => new(file.Secondary, satelliteDevice: null, isPrimary: false);

    /// <summary>Tiles give the ids of satellites' primaries; the others end in their depth, in Python's words, and satellites' secondaries begin with their place.</summary>
    public string Id(MatchedPoint point)
    {
        if (!IsSatellite(point))
        {
            return $"{point.Id}@{(point.Depth is { } depth ? PythonNumbers.Repr(depth) : "None")}";
        }

        return _isPrimary
            ? point.Id
            : $"{PythonTimes.Zulu(point.Time)}:{PythonNumbers.Repr(point.Longitude)}:{PythonNumbers.Repr(point.Latitude)}@None";
    }

    public static string? Platform(MatchedPoint point) => IsSatellite(point) ? Satellite : point.Platform;

    public string? Device(MatchedPoint point) => IsSatellite(point) ? _satelliteDevice : point.Device;

    public static string Place(MatchedPoint point) => string.Create(CultureInfo.InvariantCulture, $"Point({point.Longitude:F3} {point.Latitude:F3})");

    public ObservedVariable Variable(int index) => _side.Variables[index];

    /// <summary>CF standard name; in place, quantities are called by it.</summary>
    public string? StandardName(MatchedPoint point, int index) => Variable(index).StandardName ?? (IsSatellite(point) ? null : Variable(index).Name);

    /// <summary>Of what was measured in place; satellites' are not told.</summary>
    public string? Unit(MatchedPoint point, int index) => IsSatellite(point) ? null : Variable(index).Units;

    /// <summary>Heading of a column of values.</summary>
    public string Heading(int index) => Variable(index).StandardName ?? Variable(index).Name;

    /// <summary>Secondaries of both kinds may be in one match-up: the ids of satellites' observations end in their place in a tile.</summary>
    private static bool IsSatellite(MatchedPoint point) => point.Platform is null && point.File is not null && point.Id.EndsWith("]]", StringComparison.Ordinal);
}
