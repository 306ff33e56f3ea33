using System.Globalization;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>The observations of one side of a match-up in the words of this API.</summary>
internal sealed class PointWords
{
    private const string Satellite = "orbiting satellite";

    private readonly MatchSide _side;
    private readonly string? _satelliteDevice;

    private PointWords(MatchSide side, string? satelliteDevice)
    {
        _side = side;
        _satelliteDevice = satelliteDevice;
    }

    public static PointWords OfPrimary(MatchFile file) => new(
        file.Primary,
        file.Primary.Variables.Any(variable => variable.Name.Contains("wind", StringComparison.OrdinalIgnoreCase)) ? "scatterometers" : "radiometers");

    public static PointWords OfSecondary(MatchFile file) => new(file.Secondary, satelliteDevice: null);

    public string? Platform(MatchedPoint point) => IsSatellite(point) ? Satellite : point.Platform;

    public string? Device(MatchedPoint point) => IsSatellite(point) ? _satelliteDevice : point.Device;

    public static string Place(MatchedPoint point) => string.Create(CultureInfo.InvariantCulture, $"Point({point.Longitude:F3} {point.Latitude:F3})");

    public ObservedVariable Variable(int index) => _side.Variables[index];

    /// <summary>CF standard name; in place, quantities are called by it.</summary>
    public string? StandardName(MatchedPoint point, int index) => Variable(index).StandardName ?? (IsSatellite(point) ? null : Variable(index).Name);

    /// <summary>Of what was measured in place; satellites' are not told.</summary>
    public string? Unit(MatchedPoint point, int index) => IsSatellite(point) ? null : Variable(index).Units;

    /// <summary>Heading of a column of values.</summary>
    public string Heading(int index) => Variable(index).StandardName ?? Variable(index).Name;

    /// <summary>Where secondaries of both kinds are in one match-up, those in place have a platform.</summary>
    private bool IsSatellite(MatchedPoint point) => _side.Kind != DatasetKind.Points && point.Platform is null;
}
