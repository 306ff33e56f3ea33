using System.Globalization;
using Graticule.Analysis.Change.Inputs;
using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>Parameters of requests.</summary>
internal static class ChipmunkQuery
{
    private const int UbidLimit = 40;

    /// <summary>A point in metres.</summary>
    /// <exception cref="ChipmunkException">There is none.</exception>
    public static (double X, double Y) Point(HttpRequest request) => (Coordinate(request, "x"), Coordinate(request, "y"));

    /// <summary>The region's grid.</summary>
    /// <exception cref="ChipmunkException">There is no such region.</exception>
    public static ArdGrid Grid(HttpRequest request, ArdIndex index, double x, double y) =>
        index.GridAt(request.Query["region"].LastOrDefault(), x, y) ?? throw new ChipmunkException("'region' is none of cu, ak and hi.");

    /// <summary>The layers, each with the name that it was asked for by.</summary>
    /// <exception cref="ChipmunkException">None is named, or an unknown one.</exception>
    public static IReadOnlyList<(string Name, ArdLayer Layer)> Layers(HttpRequest request)
    {
        var names = request.Query["ubid"].OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length is 0 or > UbidLimit)
        {
            throw new ChipmunkException($"'ubid' names {names.Length} layers; name one, such as LC08_SRB2.");
        }

        return [.. names.Select(name => (name, ArdLayers.Find(name) ?? throw new ChipmunkException($"There is no layer '{Short(name)}'; the registry lists all.")))];
    }

    /// <summary>The interval <c>acquired</c>: from its first day on, before its last.</summary>
    /// <exception cref="ChipmunkException">It is missing, or no interval.</exception>
    public static (DateOnly From, DateOnly? To) Interval(HttpRequest request)
    {
        try
        {
            return ChipSource.Interval(request.Query["acquired"].LastOrDefault() ?? throw new ChipmunkException("'acquired' is missing; write an interval such as 1982-01-01/2018-01-01."));
        }
        catch (ProblemException exception)
        {
            throw new ChipmunkException(exception.Message);
        }
    }

    public static string Short(string text) => text.Length > 100 ? text[..100] + "…" : text;

    private static double Coordinate(HttpRequest request, string name) =>
        double.TryParse(request.Query[name].LastOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e8
            ? value
            : throw new ChipmunkException($"'{name}' is missing or no number of metres.");
}
