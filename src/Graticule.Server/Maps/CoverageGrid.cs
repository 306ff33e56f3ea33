using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>A file as WCS speaks of it: an identifier that can be one in XML, axes with labels in the order of the CRS, and a grid of pixel centres.</summary>
internal sealed class CoverageGrid(MapSource source, LayerInfo info)
{
    /// <summary>Labels of the grid's own axes: columns, rows.</summary>
    public const string GridLabels = "i j";

    /// <summary>Stands where a CRS has no name.</summary>
    private const string UnknownCrs = "http://www.opengis.net/def/nil/OGC/0/unknown";

    private readonly IReadOnlyList<double> _place = info.GeoTransform;

    public string Id { get; } = BandNames.Plain(source.Layer);

    public LayerInfo Info => info;

    public IReadOnlyList<string> Fields { get; } = BandNames.Of(info);

    public string CrsUrl => info.Crs is { } name ? CrsName.ToUrl(name) : UnknownCrs;

    /// <summary>Whether coordinates are angles.</summary>
    public bool IsGeographic { get; } = info.Wkt?.StartsWith("GEOG", StringComparison.Ordinal) == true;

    public string XLabel => Words().X;

    public string YLabel => Words().Y;

    public string AxisLabels => info.IsNorthingFirst ? $"{YLabel} {XLabel}" : $"{XLabel} {YLabel}";

    public string Units => Words().Units;

    /// <summary>Whether rows run along the x axis and columns along the y axis.</summary>
    public bool IsAligned => _place[2] == 0 && _place[4] == 0;

    public string LowerCorner => Pair(info.Bounds.MinX, info.Bounds.MinY);

    public string UpperCorner => Pair(info.Bounds.MaxX, info.Bounds.MaxY);

    public string GridHigh => string.Create(CultureInfo.InvariantCulture, $"{info.Width - 1} {info.Height - 1}");

    /// <summary>Centre of the first pixel.</summary>
    public string Origin => Pair(_place[0] + ((_place[1] + _place[2]) / 2), _place[3] + ((_place[4] + _place[5]) / 2));

    /// <summary>From one column to the next.</summary>
    public string ColumnVector => Pair(_place[1], _place[4]);

    /// <summary>From one row to the next.</summary>
    public string RowVector => Pair(_place[2], _place[5]);

    /// <summary>Side of a pixel along x, in units of the CRS.</summary>
    public double StepX => double.Hypot(_place[1], _place[4]);

    /// <summary>Side of a pixel along y.</summary>
    public double StepY => double.Hypot(_place[2], _place[5]);

    /// <summary>The box with its edges moved outwards to edges between pixels, and not beyond the file.</summary>
    public Box Widen(Box box)
    {
        if (!IsAligned)
        {
            return box;
        }

        var (minX, maxX) = Widen(box.MinX, box.MaxX, info.Bounds.MinX, info.Bounds.MaxX, StepX);
        var (minY, maxY) = Widen(box.MinY, box.MaxY, info.Bounds.MinY, info.Bounds.MaxY, StepY);
        return new(minX, minY, maxX, maxY);
    }

    private (string X, string Y, string Units) Words()
    {
        if (IsGeographic)
        {
            return ("Long", "Lat", "deg deg");
        }

        return info.Wkt is null ? ("x", "y", "1 1") : ("E", "N", "m m");
    }

    private static (double Min, double Max) Widen(double min, double max, double first, double last, double step)
    {
        // An edge that was meant and missed by rounding stays where it is.
        const double Slack = 1e-6;
        return (
            Math.Max(first, first + (Math.Floor(((min - first) / step) + Slack) * step)),
            Math.Min(last, first + (Math.Ceiling(((max - first) / step) - Slack) * step)));
    }

    private string Pair(double x, double y) => info.IsNorthingFirst
        ? string.Create(CultureInfo.InvariantCulture, $"{y} {x}")
        : string.Create(CultureInfo.InvariantCulture, $"{x} {y}");
}
