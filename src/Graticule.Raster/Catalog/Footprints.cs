using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.Catalog;

/// <summary>Where grids lie in degrees. One thread uses it at a time.</summary>
internal sealed class Footprints : IDisposable
{
    private readonly Dictionary<string, CoordinateTransform?> _transforms = new(StringComparer.Ordinal);

    /// <summary>West, south, east, north; the whole world where it is not known.</summary>
    internal IReadOnlyList<double> BoxOf(Grid grid)
    {
        var (columns, rows) = GridFit.Edge(grid);
        var (x, y) = Degrees(grid, columns, rows);
        var (lon, lat) = (x.Where(double.IsFinite).ToList(), y.Where(double.IsFinite).ToList());
        return lon.Count == 0 || lat.Count == 0
            ? [-180, -90, 180, 90]
            : [Clamp(lon.Min(), 180), Clamp(lat.Min(), 90), Clamp(lon.Max(), 180), Clamp(lat.Max(), 90)];
    }

    /// <summary>A GeoJSON polygon through the corners.</summary>
    internal JsonObject OutlineOf(Grid grid)
    {
        var (x, y) = Degrees(grid, [0, grid.Width, grid.Width, 0], [grid.Height, grid.Height, 0, 0]);
        return x.Concat(y).All(double.IsFinite) && x.All(lon => Math.Abs(lon) <= 180) ? ToJson(x, y) : ToJson(BoxOf(grid));
    }

    internal static JsonObject ToJson(IReadOnlyList<double> box) =>
        ToJson([box[0], box[2], box[2], box[0]], [box[1], box[1], box[3], box[3]]);

    public void Dispose()
    {
        foreach (var transform in _transforms.Values)
        {
            transform?.Dispose();
        }

        _transforms.Clear();
    }

    private static JsonObject ToJson(double[] x, double[] y)
    {
        var ring = Enumerable.Range(0, x.Length + 1).Select(i => (JsonNode)new JsonArray(Math.Round(x[i % x.Length], 7), Math.Round(y[i % x.Length], 7)));
        return new() { ["type"] = "Polygon", ["coordinates"] = new JsonArray(new JsonArray([.. ring])) };
    }

    private static double Clamp(double degrees, double most) => Math.Round(Math.Clamp(degrees, -most, most), 7);

    private (double[] X, double[] Y) Degrees(Grid grid, double[] columns, double[] rows)
    {
        var x = columns.Select(column => grid.Left + (column * grid.StepX)).ToArray();
        var y = rows.Select(row => grid.Top + (row * grid.StepY)).ToArray();
        TransformOf(grid.ReferenceSystem)?.Apply(x, y);
        return (x, y);
    }

    /// <summary>Null where coordinates are taken for degrees as they are.</summary>
    private CoordinateTransform? TransformOf(string? system)
    {
        if (system is null || ReferenceSystems.AreSame(system, ReferenceSystems.LongitudeLatitude))
        {
            return null;
        }

        if (!_transforms.TryGetValue(system, out var transform))
        {
            using var from = ReferenceSystems.Open(system);
            using var to = ReferenceSystems.Open(ReferenceSystems.LongitudeLatitude);
            transform = CoordinateTransform.Find(from, to);
            _transforms.Add(system, transform);
        }

        return transform;
    }
}
